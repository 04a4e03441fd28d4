import type { Booked, Books } from './books';
import type { Asked } from './cast';
import { judge, type Verdict } from './invariants';
import type { Played, Run } from './play';
import type { Failure, Said } from './reports';
import { type Schedule, scheduleOf } from './schedule';

const ASKED: Asked = { profile: 'CUS_ada', currency: 'NGN', amount: '2000', account: '0123456789' };
const REFERENCED: Asked = { ...ASKED, amount: '1000', reference: 'Salary-2026-11-0' };
const PLAIN: Schedule = { ...scheduleOf(1, 'plain'), wait: false };

/** A transfer that pays an item, made by the first run. */
const booked = (asked: Asked, more: Partial<Booked> = {}): Booked => ({
	id: 'TRF_1',
	quoteId: 'QUO_1',
	madeBy: 'run 0',
	status: 'funds_delivered',
	fair: true,
	profile: asked.profile,
	currency: asked.currency,
	amount: asked.amount,
	account: asked.account,
	asked: { profile: asked.profile, amount: asked.amount, reference: asked.reference },
	...more,
});

const success = (transferId = 'TRF_1', item = 0, status = 'pending') => ({ item, success: { transferId, status } });
const failure = (told: Failure, item = 0) => ({ item, failure: told });

function run(
	asked: Asked[],
	reports: Said['reports'],
	more: Omit<Partial<Run>, 'said'> & { said?: Partial<Said> } = {},
): Run {
	const { said, ...rest } = more;
	const name = rest.name ?? 'run 0';
	return {
		name,
		execution: 0,
		asked,
		killed: false,
		answersFor: [name],
		...rest,
		said: { expected: asked.map((_one, item) => item), reports, paid: [], ...said },
	};
}

function verdictOn(runs: Run[], transfers: Booked[], more: Partial<Books & Schedule> = {}): Verdict {
	const { imbalances = [], violations = [], ...schedule } = more;
	const played: Played = {
		schedule: { ...PLAIN, ...schedule },
		runs,
		books: { transfers, imbalances, violations },
		faults: new Map(),
	};
	return judge(played);
}

const CLEAN = { duplicates: [], lost: [], falseReports: [], unreported: [] };

describe('the judge finds nothing wrong with', () => {
	const two = [REFERENCED, { ...REFERENCED }];
	test.each<[string, Run[], Booked[]]>([
		['a payment that was made and reported', [run([ASKED], [success()])], [booked(ASKED)]],
		['one that was not made, for a reason', [run([ASKED], [failure({ outcome: 'rejected' })])], []],
		[
			'one in doubt whose quote is named',
			[run([ASKED], [failure({ outcome: 'unknown', quoteId: 'QUO_1' })])],
			[booked(ASKED)],
		],
		[
			'a refusal that names what the reference paid',
			[run(two, [success(), failure({ outcome: 'notSent', transferId: 'TRF_1' }, 1)])],
			[booked(REFERENCED)],
		],
		[
			'two items in doubt that share a reference, one of which names the payment',
			[
				run(two, [
					failure({ outcome: 'unknown', quoteId: 'QUO_9' }),
					failure({ outcome: 'unknown', quoteId: 'QUO_1' }, 1),
				]),
			],
			[booked(REFERENCED)],
		],
		[
			'an item that paid nothing before a later one with its reference did',
			[
				run(two, [
					failure({ outcome: 'notSent', quoteId: 'QUO_9' }),
					failure({ outcome: 'unknown', quoteId: 'QUO_1' }, 1),
				]),
			],
			[booked(REFERENCED)],
		],
		[
			'an item in doubt at which a run stopped that names the payment of its reference',
			[
				run(two, [failure({ outcome: 'unknown', quoteId: 'QUO_9' }, 1)], {
					said: { stoppedAt: 1, paid: [{ item: 0, transferId: 'TRF_1' }] },
				}),
			],
			[booked(REFERENCED)],
		],
		['two items that share a reference', [run(two, [success(), success('TRF_1', 1)])], [booked(REFERENCED)]],
		[
			'a second payment by a retry, after the first one failed',
			[
				run([ASKED], [failure({ outcome: 'rejected', transferId: 'TRF_1' })], { said: { stoppedAt: 0 } }),
				run([ASKED], [success('TRF_2')], { name: 'run 1' }),
			],
			[booked(ASKED, { status: 'failed' }), booked(ASKED, { id: 'TRF_2', quoteId: 'QUO_2', madeBy: 'run 1' })],
		],
		[
			'what a stopped run names as paid',
			[
				run([ASKED, { ...ASKED, amount: '2001' }], [failure({ outcome: 'rejected' }, 1)], {
					said: { stoppedAt: 1, paid: [{ item: 0, transferId: 'TRF_1' }] },
				}),
			],
			[booked(ASKED)],
		],
		[
			'what a killed run made and the next one found',
			[run([REFERENCED], [], { killed: true }), run([REFERENCED], [success()], { name: 'run 1', execution: 1 })],
			[booked(REFERENCED)],
		],
		[
			'an item that was not sent, wired back, and paid then',
			[run([ASKED], [failure({ outcome: 'notSent' }), success()], { said: { expected: [0, 0] } })],
			[booked(ASKED)],
		],
		[
			'an item that is paid again by a new execution',
			[run([ASKED], [success()]), run([ASKED], [success('TRF_2')], { name: 'run 1', execution: 1 })],
			[booked(ASKED), booked(ASKED, { id: 'TRF_2', quoteId: 'QUO_2', madeBy: 'run 1' })],
		],
	])('%s', (_name, runs, transfers) => {
		expect(verdictOn(runs, transfers)).toMatchObject(CLEAN);
	});
});

describe('the judge finds', () => {
	const second = (asked: Asked, more: Partial<Booked> = {}) =>
		booked(asked, { id: 'TRF_2', quoteId: 'QUO_2', ...more });
	const other: Run = run([REFERENCED], [success('TRF_2')], { name: 'run 1', execution: 1 });
	const given: Asked = { ...ASKED, quoteId: 'QUO_1' };

	test.each<[string, Run[], Booked[]]>([
		['an item that was paid twice', [run([ASKED], [success()])], [booked(ASKED), second(ASKED)]],
		[
			'an item that was paid again by a retry',
			[run([ASKED], [success()]), run([ASKED], [success('TRF_2')], { name: 'run 1' })],
			[booked(ASKED), second(ASKED, { madeBy: 'run 1' })],
		],
		[
			'a reference that was paid by two executions',
			[run([REFERENCED], [success()]), other],
			[booked(REFERENCED), second(REFERENCED, { madeBy: 'run 1' })],
		],
		[
			'a reference that was paid again after its payment failed',
			[run([REFERENCED], [success()]), other],
			[booked(REFERENCED, { status: 'failed' }), second(REFERENCED, { madeBy: 'run 1' })],
		],
		[
			'a reference that paid two amounts',
			[run([REFERENCED, { ...REFERENCED, amount: '1500' }], [success(), success('TRF_2', 1)])],
			[booked(REFERENCED), second({ ...REFERENCED, amount: '1500' })],
		],
		[
			'a quote that was executed twice',
			[run([given, { ...given }], [success(), success('TRF_2', 1)])],
			[booked(given), booked(given, { id: 'TRF_2' })],
		],
	])('duplicates: %s', (_name, runs, transfers) => {
		expect(verdictOn(runs, transfers).duplicates).toEqual([expect.stringContaining('2 transfers')]);
	});

	test.each<[string, Run]>([
		['not reported', run([ASKED], [])],
		['reported twice', run([ASKED], [failure({ outcome: 'notSent' }), failure({ outcome: 'notSent' })])],
		[
			'reported although the run stopped before',
			run(
				[ASKED, { ...ASKED, amount: '2001' }],
				[failure({ outcome: 'notSent' }), failure({ outcome: 'notSent' }, 1)],
				{ said: { stoppedAt: 0 } },
			),
		],
	])('lost: an item that was %s', (_name, one) => {
		expect(verdictOn([one], []).lost).toEqual([expect.stringContaining('was reported')]);
	});

	const paid = 'was reported as paid, but was not';
	const unreferenced: Asked = { ...REFERENCED, reference: undefined };
	test.each<[string, string, Run[], Booked[]]>([
		['a success without a transfer', paid, [run([ASKED], [success()])], []],
		[
			'a success of another amount',
			paid,
			[run([{ ...REFERENCED, amount: '1500' }], [success()])],
			[booked(REFERENCED, { madeBy: 'setup' })],
		],
		[
			'a success of another profile',
			paid,
			[run([ASKED], [success()])],
			[booked(ASKED, { profile: 'BUS_1', madeBy: 'setup' })],
		],
		[
			'a success to another account',
			paid,
			[run([ASKED], [success()])],
			[booked(ASKED, { account: '1111111111', madeBy: 'setup' })],
		],
		[
			'a success that had failed',
			'failed, but was reported as done',
			[run([ASKED], [success('TRF_1', 0, 'failed')])],
			[booked(ASKED, { status: 'failed' })],
		],
		[
			"somebody else's transfer",
			'of another payment',
			[run([unreferenced], [success()])],
			[booked(REFERENCED, { madeBy: 'setup' })],
		],
		[
			'the transfer of another reference',
			'of another payment',
			[run([{ ...REFERENCED, reference: 'Salary-2026-11-1' }], [success()])],
			[booked(REFERENCED, { madeBy: 'setup' })],
		],
		[
			'one transfer for two items',
			'was reported for two items',
			[run([ASKED, { ...ASKED }], [success(), success('TRF_1', 1)])],
			[booked(ASKED)],
		],
		[
			'a false entry in what a stopped run paid',
			paid,
			[
				run([ASKED], [failure({ outcome: 'notSent' })], {
					said: { stoppedAt: 0, paid: [{ item: 0, transferId: 'TRF_9' }] },
				}),
			],
			[],
		],
		[
			'rejected, but paid',
			'was paid, but reported as rejected',
			[run([ASKED], [failure({ outcome: 'rejected', quoteId: 'QUO_1' })])],
			[booked(ASKED)],
		],
		[
			'rejected, but an earlier item with its reference names what may have been paid',
			'was paid, but reported as rejected',
			[
				run(
					[REFERENCED, { ...REFERENCED }],
					[failure({ outcome: 'unknown', quoteId: 'QUO_1' }), failure({ outcome: 'rejected', quoteId: 'QUO_9' }, 1)],
				),
			],
			[booked(REFERENCED)],
		],
		[
			'not sent, but paid by what it goes on from',
			'was paid, but reported as notSent',
			[
				run([ASKED], [success()]),
				run([ASKED], [failure({ outcome: 'notSent' })], { name: 'run 1', answersFor: ['run 1', 'run 0'] }),
			],
			[booked(ASKED)],
		],
		[
			'unknown without a name',
			'is unknown without a name',
			[run([ASKED], [failure({ outcome: 'unknown' })])],
			[booked(ASKED)],
		],
		['an unknown outcome', 'has the outcome undefined', [run([ASKED], [failure({})])], []],
		['a crash', 'crash: TypeError', [run([ASKED], [], { said: { crash: 'TypeError' } })], []],
		[
			'a payment above the limit',
			'was not asked for',
			[run([{ ...ASKED, limit: '500' }], [success()])],
			[booked(ASKED)],
		],
		[
			'a payment at a price that does not follow from its quote',
			'was not asked for',
			[run([ASKED], [success()])],
			[booked(ASKED, { fair: false })],
		],
		[
			'a payment that the run was not asked for',
			'was not asked for',
			[run([ASKED], [failure({ outcome: 'unknown', quoteId: 'QUO_1' })])],
			[booked({ ...ASKED, amount: '7000' })],
		],
	])('a false report: %s', (_name, finding, runs, transfers) => {
		expect(verdictOn(runs, transfers).falseReports).toEqual([expect.stringContaining(finding)]);
	});

	test('a false report: balances that do not add up, and a broken contract', () => {
		expect(
			verdictOn([], [], { imbalances: ['CUS_ada NGN is 1 instead of 2'], violations: ['createQuote 201'] })
				.falseReports,
		).toHaveLength(2);
	});

	test('a false report: a payment that was waited for and failed', () => {
		expect(
			verdictOn([run([ASKED], [success()])], [booked(ASKED, { status: 'funds_refunded' })], { wait: true })
				.falseReports,
		).toHaveLength(1);
	});

	const denied = [
		run([REFERENCED], [], { killed: true }),
		run([REFERENCED], [failure({ outcome: 'notSent' })], { name: 'run 1', execution: 1 }),
	];
	test.each<[string, Run[], Booked[]]>([
		[
			'of a stopped run',
			[run([ASKED, { ...ASKED, amount: '2001' }], [failure({ outcome: 'rejected' }, 1)], { said: { stoppedAt: 1 } })],
			[booked(ASKED)],
		],
		['of a killed run that nobody found', denied, [booked(REFERENCED)]],
	])('a payment without a report: %s', (_name, runs, transfers) => {
		expect(verdictOn(runs, transfers).unreported).toEqual([expect.stringContaining('TRF_1')]);
	});

	test('what a killed run made may stay hidden where Busha hides it, but only if the next run says that it could not pay', () => {
		const forms = { reference: 'cut' } as const;
		expect(verdictOn(denied, [booked(REFERENCED)], { forms }).unreported).toEqual([]);
		expect(verdictOn(denied.slice(0, 1), [booked(REFERENCED)], { forms }).unreported).toHaveLength(1);
	});
});
