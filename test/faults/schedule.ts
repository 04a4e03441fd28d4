import fc from 'fast-check';

import type { Fault } from '../../emulator';

/** One payment of a schedule. */
export interface PlannedItem {
	kind: 'payout' | 'convert' | 'deposit';
	/** 0 is the business, the others are customers. */
	profile: number;
	/** Items with the same number, profile and kind share one reference. */
	reference?: number;
	/** The recipient's bank refuses the money in the end. */
	refusedByBank: boolean;
}

export interface Schedule {
	seed: number;
	items: PlannedItem[];
	/** Pay through "Payout", "Convert" or "Deposit"; or all items through one of them, as one node does. */
	onError: 'stopWorkflow' | 'continueErrorOutput' | 'continueRegularOutput';
	retryOnFail: boolean;
	wait: boolean;
	/** What happens after the first execution. */
	then: 'nothing' | 'retryExecution' | 'newExecution';
	/** A fault for each request in turn; most have none. Used again from the start when more requests come. */
	faults: Array<Fault | undefined>;
}

export const ELSEWHERE = 'http://127.0.0.1:9/elsewhere';

const commit = fc.boolean();
const answer = (status: number) => commit.map((after): Fault => ({ kind: 'answer', status, commit: after }));

const fault: fc.Arbitrary<Fault> = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom<Fault>({ kind: 'answer', status: 429, commit: false }, { kind: 'answer', status: 429, commit: false, retryAfter: 7 }) },
	{ weight: 3, arbitrary: answer(500) },
	{ weight: 3, arbitrary: answer(503) },
	{ weight: 3, arbitrary: commit.map((after): Fault => ({ kind: 'reset', commit: after })) },
	{ weight: 1, arbitrary: commit.map((after): Fault => ({ kind: 'hang', commit: after })) },
	{ weight: 2, arbitrary: fc.constant<Fault>({ kind: 'cut' }) },
	{ weight: 2, arbitrary: commit.map((after): Fault => ({ kind: 'html', commit: after })) },
	{ weight: 2, arbitrary: commit.map((after): Fault => ({ kind: 'redirect', commit: after, location: ELSEWHERE })) },
	{ weight: 3, arbitrary: fc.constant<Fault>({ kind: 'expireQuote' }) },
	{ weight: 2, arbitrary: fc.integer({ min: 1, max: 4 }).map((requests): Fault => ({ kind: 'loseLookup', requests })) },
	{
		weight: 2,
		arbitrary: fc.tuple(fc.integer({ min: 1, max: 3 }), commit).map(
			([requests, after]): Fault => ({ kind: 'all', faults: [{ kind: 'loseLookup', requests }, { kind: 'reset', commit: after }] }),
		),
	},
	{
		weight: 2,
		arbitrary: commit.map((after): Fault => ({ kind: 'all', faults: [{ kind: 'expireQuote' }, { kind: 'reset', commit: after }] })),
	},
);

const item = (kind: PlannedItem['kind'], references: boolean): fc.Arbitrary<PlannedItem> =>
	fc.record({
		kind: fc.constant(kind),
		profile: fc.integer({ min: 0, max: 2 }),
		reference: references ? fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined, freq: 6 }) : fc.constant(undefined),
		refusedByBank: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0 && kind === 'payout'),
	});

/** How many of ten requests go wrong: none in some schedules, many in a few. */
const density = fc.constantFrom(0, 1, 1, 2, 2, 3, 5, 8);

const schedules: fc.Arbitrary<Omit<Schedule, 'seed'>> = fc
	.tuple(fc.constantFrom<PlannedItem['kind']>('payout', 'payout', 'payout', 'convert', 'deposit'), fc.boolean(), density)
	.chain(([kind, references, outOfTen]) =>
		fc.record({
			items: fc.array(item(kind, references), { minLength: 1, maxLength: 20, size: 'max' }),
			onError: fc.constantFrom<Schedule['onError']>('stopWorkflow', 'continueErrorOutput', 'continueRegularOutput'),
			retryOnFail: fc.boolean(),
			wait: kind === 'deposit' ? fc.constant(false) : fc.boolean(),
			then: fc.constantFrom<Schedule['then']>('nothing', 'retryExecution', 'newExecution'),
			faults: fc.array(
				fc.tuple(fc.integer({ min: 0, max: 9 }), fault).map(([roll, drawn]) => (roll < outOfTen ? drawn : undefined)),
				{ minLength: 20, maxLength: 120, size: 'max' },
			),
		}),
	);

/** The schedule of a seed: the same one every time. */
export function scheduleOf(seed: number): Schedule {
	const [drawn] = fc.sample(schedules, { seed, numRuns: 1 });
	if (!drawn) throw new Error('fast-check drew no schedule');
	return { ...drawn, seed };
}
