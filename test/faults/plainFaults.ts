import fc from 'fast-check';

import type { Fault } from '../../emulator';

export const ELSEWHERE = 'http://127.0.0.1:9/elsewhere';

const commit = fc.boolean();
const answer = (status: number) => commit.map((after): Fault => ({ kind: 'answer', status, commit: after }));

const fault: fc.Arbitrary<Fault> = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.constantFrom<Fault>(
			{ kind: 'answer', status: 429, commit: false },
			{ kind: 'answer', status: 429, commit: false, retryAfter: 7 },
		),
	},
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
			([requests, after]): Fault => ({
				kind: 'all',
				faults: [
					{ kind: 'loseLookup', requests },
					{ kind: 'reset', commit: after },
				],
			}),
		),
	},
	{
		weight: 2,
		arbitrary: commit.map(
			(after): Fault => ({ kind: 'all', faults: [{ kind: 'expireQuote' }, { kind: 'reset', commit: after }] }),
		),
	},
);

/** How many of ten requests go wrong: none in some schedules, many in a few. */
const density = fc.constantFrom(0, 1, 1, 2, 2, 3, 5, 8);

/** A fault for each request in turn; most have none. */
export const faults: fc.Arbitrary<Array<Fault | undefined>> = density.chain((outOfTen) =>
	fc.array(
		fc.tuple(fc.integer({ min: 0, max: 9 }), fault).map(([roll, drawn]) => (roll < outOfTen ? drawn : undefined)),
		{ minLength: 20, maxLength: 120, size: 'max' },
	),
);

/** How the totals name a fault. */
export function nameOf(named: Fault): string {
	if (named.kind === 'all') return named.faults.map(nameOf).join(' + ');
	const name =
		named.kind === 'answer'
			? `${named.status}${named.retryAfter === undefined ? '' : ' with Retry-After'}`
			: named.kind;
	if (!('commit' in named) || (named.kind === 'answer' && named.status === 429)) return name;
	return `${name} ${named.commit ? 'after' : 'before'} commit`;
}
