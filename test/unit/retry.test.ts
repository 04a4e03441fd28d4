import { delayMs, type Effect, LIMITS, type Next, next, type Result, retryAfterMs } from '../../nodes/Busha/api/retry';

test.each<[Effect, Record<Result, Next>]>([
	['read', { notSent: 'repeat', limited: 'repeat', rejected: 'stop', unknown: 'repeat' }],
	['draft', { notSent: 'repeat', limited: 'repeat', rejected: 'stop', unknown: 'repeat' }],
	['write', { notSent: 'repeat', limited: 'repeat', rejected: 'stop', unknown: 'look' }],
	['money', { notSent: 'repeat', limited: 'repeat', rejected: 'stop', unknown: 'look' }],
])('after a failed %s, what is known decides', (effect, decisions) => {
	for (const [result, decision] of Object.entries(decisions)) expect([result, next(effect, result as Result)]).toEqual([result, decision]);
});

test('waits double, stay within their bounds, and differ by chance', () => {
	expect([1, 2, 3].map((failures) => delayMs(failures, 1))).toEqual([500, 1000, 2000]);
	expect(delayMs(1, 0)).toBe(250);
	expect(delayMs(50, 1)).toBe(LIMITS.maxDelayMs);
});

test('Retry-After is honoured when it asks for more', () => {
	expect(delayMs(1, 1, 30_000)).toBe(30_000);
	expect(delayMs(3, 1, 1)).toBe(2000);
});

test.each([
	['7', 7000],
	['0', 0],
	['Thu, 01 Jan 1970 00:00:10 GMT', 9000],
	['soon', undefined],
	['', undefined],
	['-3', undefined],
	[undefined, undefined],
])('Retry-After %p means %p milliseconds', (header, ms) => {
	expect(retryAfterMs(header, 1000)).toBe(ms);
});
