import fc from 'fast-check';

import type { Fault, Forms } from '../../emulator';
import { hostileForms } from './hostileForms';
import { faults } from './plainFaults';

/** What one node makes: a payment of this kind for each item. `transfer` executes quotes that were made before. */
export type Kind = 'payout' | 'convert' | 'deposit' | 'mobileMoney' | 'transfer';

/** One payment of a schedule. */
export interface PlannedItem {
	/** 0 is the business, the others are customers. */
	profile: number;
	/** Items with the same number share one reference, in their profile. */
	reference?: number;
	/** A different payment than the others with its reference: another amount. */
	other: boolean;
	/** The recipient's bank refuses the money in the end. */
	refusedByBank: boolean;
}

export type Change = 'amount' | 'recipient' | 'limit';

/** Executions that are alike. The steps of a schedule follow each other. */
export interface Step {
	/** A new execution, "Retry execution" of the first one that stopped, or a new run with its error items as input. */
	from: 'start' | 'failure' | 'errors';
	/** One node, one whose error output leads back into it, or a tool of an agent that is called for each item. */
	way: 'workflow' | 'loop' | 'tool';
	copies: number;
	/** Copies run at the same time, or one after the other. */
	atOnce: boolean;
	/** Copies share nothing within this process, as on several workers. */
	apart: boolean;
	/** What the user changed before; in a new execution, for every other item. */
	change?: Change;
	/** The process ends at this request, which still reaches Busha or does not. */
	kill?: { request: number; commit: boolean };
	/** Nothing goes wrong any more. */
	calm: boolean;
}

export interface Schedule {
	seed: number;
	kind: Kind;
	items: PlannedItem[];
	onError: 'stopWorkflow' | 'continueErrorOutput' | 'continueRegularOutput';
	retryOnFail: boolean;
	wait: boolean;
	steps: Step[];
	/** A fault for each request in turn. Used again from the start when more requests come. */
	faults: Array<Fault | undefined>;
	/** How this Busha differs from the plain one. */
	forms: Partial<Forms>;
	/** The status with which this Busha answers every few transfers that it makes all the same. */
	refusesAfterCommit?: number;
}

/** Which schedules are drawn; `simple` ones are those that any payer can play. */
export type Draw = 'plain' | 'hostile' | 'all' | 'simple';

const step = (more: Partial<Step> = {}): Step => ({
	from: 'start',
	way: 'workflow',
	copies: 1,
	atOnce: false,
	apart: false,
	calm: false,
	...more,
});

const change = fc.option(fc.constantFrom<Change>('amount', 'recipient', 'limit'), { nil: undefined });

type Story = Pick<Schedule, 'steps'> & Partial<Schedule>;

const simpleStories: Array<fc.Arbitrary<Story>> = [
	fc.constant<Story>({ steps: [step()] }),
	fc.constant<Story>({ steps: [step(), step({ from: 'failure' })], onError: 'stopWorkflow' }),
	fc.constant<Story>({ steps: [step(), step()] }),
];

const stories: Array<fc.Arbitrary<Story>> = [
	...simpleStories,
	fc
		.tuple(fc.integer({ min: 2, max: 3 }), fc.boolean())
		.map(([copies, apart]): Story => ({ steps: [step({ copies, apart, atOnce: true })] })),
	fc.tuple(fc.boolean(), fc.boolean(), change).map(
		([atOnce, apart, changed]): Story => ({
			steps: [step(), step({ from: 'failure', copies: 2, atOnce, apart, change: changed })],
			onError: 'stopWorkflow',
		}),
	),
	change.map(
		(changed): Story => ({ steps: [step(), step({ from: 'failure', change: changed })], onError: 'stopWorkflow' }),
	),
	change.map((changed): Story => ({ steps: [step(), step({ change: changed })] })),
	fc.constant<Story>({ steps: [step(), step({ from: 'errors' })], onError: 'continueErrorOutput' }),
	fc.constant<Story>({ steps: [step({ way: 'loop' })], onError: 'continueErrorOutput' }),
	fc.constant<Story>({ steps: [step({ way: 'tool' })], onError: 'stopWorkflow', retryOnFail: true }),
	fc.record({ request: fc.integer({ min: 0, max: 30 }), commit: fc.boolean() }).map(
		(kill): Story => ({
			steps: [step({ kill }), step({ calm: true })],
			onError: 'continueErrorOutput',
		}),
	),
];

const item = (kind: Kind, references: boolean, always: boolean): fc.Arbitrary<PlannedItem> =>
	fc.record({
		profile: fc.integer({ min: 0, max: 2 }),
		reference: references
			? fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined, freq: always ? 1e9 : 6 })
			: fc.constant(undefined),
		other: fc.integer({ min: 0, max: 7 }).map((roll) => references && roll === 0),
		refusedByBank: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0 && kind === 'payout'),
	});

const kinds = {
	simple: fc.constantFrom<Kind>('payout', 'payout', 'payout', 'convert', 'deposit'),
	all: fc.constantFrom<Kind>('payout', 'payout', 'payout', 'convert', 'deposit', 'mobileMoney', 'transfer'),
};

const hostile: fc.Arbitrary<Pick<Schedule, 'forms' | 'refusesAfterCommit'>> = fc.record({
	forms: hostileForms,
	refusesAfterCommit: fc.constantFrom(undefined, undefined, undefined, undefined, 400, 404, 409, 422),
});

function schedules(draw: Draw): fc.Arbitrary<Omit<Schedule, 'seed'>> {
	const plain = fc.constant<Pick<Schedule, 'forms' | 'refusesAfterCommit'>>({ forms: {} });
	const either = fc.boolean().chain((friendly): typeof plain => (friendly ? plain : hostile));
	const forms = draw === 'hostile' ? hostile : draw === 'all' ? either : plain;
	return (
		fc
			.tuple(
				draw === 'simple' ? kinds.simple : kinds.all,
				fc.boolean(),
				fc.oneof(...(draw === 'simple' ? simpleStories : stories)),
			)
			.chain(([kind, references, story]) => {
				// Whoever is killed can only be found by what the user knows: a reference.
				const killed = story.steps.some(({ kill }) => kill !== undefined);
				return fc
					.record({
						kind: fc.constant(kind),
						items: fc.array(item(kind, references || killed, killed), {
							minLength: 1,
							maxLength: draw === 'simple' ? 20 : 12,
							size: 'max',
						}),
						onError: fc.constantFrom<Schedule['onError']>(
							'stopWorkflow',
							'continueErrorOutput',
							'continueRegularOutput',
						),
						retryOnFail: fc.boolean(),
						wait: kind === 'payout' || kind === 'convert' ? fc.boolean() : fc.constant(false),
						faults,
						setting: forms,
					})
					.map(({ setting, ...drawn }) => ({ ...drawn, ...setting, ...story }));
			})
			// Who executes one quote from two processes at the same moment relies on Busha to refuse the second.
			.filter(({ steps, forms: { secondTransfer } }) => secondTransfer !== 'made' || !steps.some(({ apart }) => apart))
			// That a reference was used for another destination shows only where destinations are shown.
			.filter(
				({ steps, forms }) => !hidesDestination(forms) || !steps.some(({ change: changed }) => changed === 'recipient'),
			)
	);
}

function hidesDestination({ destination, quoteHides }: Partial<Forms>): boolean {
	return destination === 'nothing' || quoteHides?.includes('pay_out') === true;
}

/** The schedule of a seed: the same one every time. */
export function scheduleOf(seed: number, draw: Draw = 'all'): Schedule {
	const [drawn] = fc.sample(schedules(draw), { seed, numRuns: 1 });
	if (!drawn) throw new Error('fast-check drew no schedule');
	return { ...drawn, seed };
}
