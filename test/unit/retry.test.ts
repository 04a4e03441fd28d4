import { type Effort, EFFORTS, delayMs, retryAfterMs } from '../../nodes/Busha/api/effort';
import type { Outcome } from '../../nodes/Busha/api/failure';
import {
	decide,
	type Effect,
	isNothing,
	type Next,
	outcomeOf,
	type Result,
	RULES,
	type Tries,
} from '../../nodes/Busha/api/retry';

const { long, short } = EFFORTS;
const MINUTE = 60_000;

/** What is known after tries that ended like this. */
const after = (effect: Effect, results: Result[], more: Partial<Tries> = {}): Tries => ({
	effect,
	results,
	elapsedMs: 0,
	awayMs: 0,
	recoverable: true,
	...more,
});

type Meaning = Record<Result, [Next, Outcome]>;

const HARMLESS: Meaning = {
	notSent: ['repeat', 'notSent'],
	barred: ['stop', 'notSent'],
	limited: ['repeat', 'rejected'],
	rejected: ['stop', 'rejected'],
	empty: ['stop', 'rejected'],
	unknown: ['repeat', 'rejected'],
};
const LASTING: Meaning = { ...HARMLESS, empty: ['look', 'unknown'], unknown: ['look', 'unknown'] };

test.each<[Effect, Meaning]>([
	['read', HARMLESS],
	['draft', { ...HARMLESS, unknown: ['repeat', 'unknown'] }],
	['write', LASTING],
	['money', LASTING],
])('after a failed %s, what is known decides', (effect, meaning) => {
	for (const [result, [next, outcome]] of Object.entries(meaning)) {
		expect([result, RULES[effect][result as Result]]).toEqual([result, { next, outcome }]);
	}
});

test.each<[string, Tries, ReturnType<typeof decide>]>([
	['a read that got no answer is sent again', after('read', ['unknown']), { waitMs: 500, look: false, again: true }],
	['a refusal is the end', after('money', ['rejected']), { waitMs: 0, look: false, again: false }],
	[
		'a payment that got no answer is looked for, then sent again',
		after('money', ['unknown']),
		{ waitMs: 500, look: true, again: true },
	],
	[
		'one that cannot be looked for is the end',
		after('money', ['unknown'], { recoverable: false }),
		{ waitMs: 0, look: false, again: false },
	],
	[
		'once unknown, a refusal proves nothing: always look',
		after('money', ['unknown', 'rejected']),
		{ waitMs: 1000, look: true, again: true },
	],
	[
		'once unknown, being limited proves nothing',
		after('write', ['unknown', 'limited']),
		{ waitMs: 500, look: true, again: true },
	],
	[
		'once unknown, being away proves nothing',
		after('write', ['unknown', 'notSent']),
		{ waitMs: 500, look: true, again: true },
	],
	['a success without data is looked for', after('write', ['empty']), { waitMs: 500, look: true, again: true }],
	['a read without data is the end', after('read', ['empty']), { waitMs: 0, look: false, again: false }],
	[
		'the last try of a read is the end',
		after('read', ['unknown', 'unknown', 'unknown', 'unknown']),
		{ waitMs: 0, look: false, again: false },
	],
	[
		'the last try of a payment is looked for',
		after('money', ['unknown', 'unknown', 'unknown', 'unknown']),
		{ waitMs: 4000, look: true, again: false },
	],
	[
		'too late for another try, only look',
		after('money', ['unknown'], { elapsedMs: 3 * MINUTE }),
		{ waitMs: 0, look: true, again: false },
	],
	[
		'too late for a read',
		after('read', ['unknown'], { elapsedMs: 3 * MINUTE }),
		{ waitMs: 0, look: false, again: false },
	],
	[
		'being limited is no reason to give up',
		after('money', Array<Result>(50).fill('limited')),
		{ waitMs: 20_000, look: false, again: true },
	],
	[
		'being limited does not use up the tries',
		after('read', ['limited', 'limited', 'limited', 'unknown']),
		{ waitMs: 500, look: false, again: true },
	],
	[
		'being limited until the time is over',
		after('money', ['limited'], { elapsedMs: 3 * MINUTE }),
		{ waitMs: 0, look: false, again: false },
	],
	[
		'while Busha is away, it goes on',
		after('money', Array<Result>(5).fill('notSent'), { awayMs: 26_000 }),
		{ waitMs: 3000, look: false, again: true },
	],
	[
		'until that takes half a minute',
		after('money', Array<Result>(6).fill('notSent'), { awayMs: 28_000 }),
		{ waitMs: 0, look: false, again: false },
	],
	[
		'Busha has been away for long: one try',
		after('money', ['notSent'], { awayMs: MINUTE }),
		{ waitMs: 0, look: false, again: false },
	],
	['what cannot be reached at all is the end', after('read', ['barred']), { waitMs: 0, look: false, again: false }],
	[
		'Retry-After is waited for',
		after('read', ['limited'], { retryAfterMs: 7000 }),
		{ waitMs: 7000, look: false, again: true },
	],
])('%s', (_name, tries, decision) => {
	expect(decide(tries, long, 1)).toEqual(decision);
});

test.each<[Result[], boolean]>([
	[['unknown'], true],
	[['unknown', 'unknown'], false],
	[['limited'], false],
	[['notSent'], true],
	[['notSent', 'notSent'], false],
])('somebody who waits on an open connection gets little: after %j once more is %p', (results, again) => {
	expect(decide(after('read', results), short, 1).again).toBe(again);
});

test.each<[Effect, Result[], Outcome]>([
	['money', ['unknown', 'rejected'], 'unknown'],
	['money', ['unknown', 'notSent'], 'unknown'],
	['write', ['empty', 'limited'], 'unknown'],
	['draft', ['unknown', 'rejected'], 'unknown'],
	['read', ['unknown', 'rejected'], 'rejected'],
	['read', ['unknown', 'notSent'], 'notSent'],
	['money', ['limited', 'notSent'], 'notSent'],
	['money', ['notSent', 'rejected'], 'rejected'],
])('a %s whose tries ended as %j is %s', (effect, results, outcome) => {
	expect(outcomeOf(effect, results)).toBe(outcome);
});

test.each([
	[{ httpCode: 404, name: 'not_found' }, true],
	[{ httpCode: 404 }, false],
	[{ httpCode: 400, name: 'not_found' }, false],
	[{}, false],
])('404 is nothing, when Busha says it: %j %p', (failure, nothing) => {
	expect(isNothing(failure)).toBe(nothing);
});

test('tries while Busha is away go on for about half a minute', () => {
	for (const random of [0, 1]) {
		const results: Result[] = ['notSent'];
		let awayMs = 0;
		for (let { again, waitMs } = decide(after('read', results), long, random); again; ) {
			awayMs += waitMs;
			results.push('notSent');
			({ again, waitMs } = decide(after('read', results, { awayMs }), long, random));
		}
		expect(awayMs).toBeGreaterThan(27_000);
		expect(awayMs).toBeLessThanOrEqual(30_000);
	}
});

test('waits double, stay within their bounds, and differ by chance', () => {
	expect([1, 2, 3].map((failures) => delayMs(failures, 1, 20_000))).toEqual([500, 1000, 2000]);
	expect(delayMs(1, 0, 20_000)).toBe(250);
	expect(delayMs(50, 1, 20_000)).toBe(20_000);
});

test('Retry-After is honoured when it asks for more', () => {
	expect(delayMs(1, 1, 20_000, 30_000)).toBe(30_000);
	expect(delayMs(3, 1, 20_000, 1)).toBe(2000);
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

test('a short effort ends within eight seconds', () => {
	const worst = ({ other, turnMs, answerMs }: Effort) => turnMs + other.ms + turnMs + answerMs;
	expect(short.other.tries).toBe(2);
	expect(worst(short)).toBeLessThanOrEqual(8_000);
});
