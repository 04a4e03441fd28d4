import { campaign, summary } from './campaign';
import { scheduleOf } from './schedule';

const SCHEDULES = 100;

test(`${SCHEDULES} random schedules: nothing twice, nothing lost, nothing reported falsely, nothing paid in silence`, async () => {
	const totals = await campaign({ first: 1, count: SCHEDULES });
	expect(totals.failing).toEqual([]);
	expect(summary(totals)).toContain('0 duplicates, 0 lost, 0 false reports, 0 without a report');
	expect(Object.keys(totals.faults).length).toBeGreaterThan(20);
	expect(Object.keys(totals.byForm).length).toBeGreaterThan(25);
}, 600_000);

describe('schedules', () => {
	const drawn = Array.from({ length: 300 }, (_value, index) => scheduleOf(index, 'all'));

	test('are the same for a seed every time', () => {
		expect(scheduleOf(7)).toEqual(scheduleOf(7));
	});

	test.each<[string, (schedule: (typeof drawn)[number]) => boolean]>([
		['forms', ({ forms }) => Object.keys(forms).length > 1],
		['refusals after a commit', ({ refusesAfterCommit }) => refusesAfterCommit !== undefined],
		['mobile money', ({ kind }) => kind === 'mobileMoney'],
		['quotes made before', ({ kind }) => kind === 'transfer'],
		[
			'executions at once',
			({ steps }) => steps.some(({ copies, atOnce, from }) => copies > 1 && atOnce && from === 'start'),
		],
		['executions on several workers', ({ steps }) => steps.some(({ apart }) => apart)],
		[
			'two retries, one after the other',
			({ steps }) => steps.some(({ copies, atOnce, from }) => copies === 2 && !atOnce && from === 'failure'),
		],
		[
			'two retries at once',
			({ steps }) => steps.some(({ copies, atOnce, from }) => copies === 2 && atOnce && from === 'failure'),
		],
		...(['amount', 'recipient', 'limit'] as const).flatMap(
			(change): Array<[string, (schedule: (typeof drawn)[number]) => boolean]> => [
				[
					`a retry with a changed ${change}`,
					({ steps }) => steps.some((step) => step.from === 'failure' && step.change === change),
				],
				[
					`a new execution with a changed ${change}`,
					({ steps }) => steps.some((step) => step.from === 'start' && step.change === change),
				],
			],
		),
		['one reference for different payments', ({ items }) => items.some(({ other }) => other)],
		['error items in a second run', ({ steps }) => steps.some(({ from }) => from === 'errors')],
		['an error output that leads back', ({ steps }) => steps.some(({ way }) => way === 'loop')],
		['tool calls', ({ steps }) => steps.some(({ way }) => way === 'tool')],
		['kills', ({ steps }) => steps[0]?.kill !== undefined && steps[1]?.calm === true],
	])('draw %s', (_name, has) => {
		expect(drawn.filter(has).length).toBeGreaterThan(3);
	});

	test('of plain forms have no others, and half of all are hostile', () => {
		const hostile = (draw: 'plain' | 'all') =>
			Array.from({ length: 100 }, (_value, index) => scheduleOf(index, draw)).filter(
				({ forms }) => Object.keys(forms).length > 0,
			).length;
		expect(hostile('plain')).toBe(0);
		expect(Math.abs(hostile('all') - 50)).toBeLessThan(20);
	});
});
