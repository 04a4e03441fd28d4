import { clock } from '../../nodes/Busha/api/clock';
import { BushaError, type Failure } from '../../nodes/Busha/api/failure';
import { type Fate, whatBecameOf } from '../../nodes/Busha/money/fate';
import { type Asked, rows, type Script, type Scripted, startScript } from '../support/script';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let script: Script;
afterEach(async () => await script.close());

const made = { id: 'TRF_1', quote_id: 'QUO_1', status: 'pending' };
const other = { id: 'TRF_2', quote_id: 'QUO_2', status: 'pending' };

interface Shown {
	/** The transfers that Busha lists at a moment, in milliseconds since the first look. */
	transfers?: (asked: Asked) => Scripted;
	/** The quote as Busha shows it; by default pending, with an end in 20 minutes. */
	quote?: ((at: number) => object | undefined) | object;
	timeKnown?: boolean;
	requestMs?: number;
	/** When the quote ends as far as is known, in milliseconds since the first look; `null` if that is not known. */
	ends?: number | null;
	id?: string;
}

/** Finds out what became of a quote. */
async function settled({
	transfers = () => rows([]),
	quote = {},
	timeKnown,
	requestMs = 30_000,
	ends = 20 * MINUTE_MS,
	id = 'QUO_1',
}: Shown): Promise<Fate | Failure> {
	script = await startScript(
		(asked) => {
			if (asked.path === '/v1/transfers') return transfers(asked);
			const shown: object | undefined =
				typeof quote === 'function' ? (quote as (at: number) => object | undefined)(asked.at) : quote;
			return (
				shown && {
					id,
					status: 'pending',
					...(ends !== null && { expires_at: new Date(script.start + ends).toISOString() }),
					...shown,
				}
			);
		},
		{ timeKnown },
	);
	clock.requestTimeoutMs = requestMs;
	return await whatBecameOf(script.api, { id, ends: ends === null ? undefined : script.start + ends }).catch(
		(error: BushaError) => error.failure,
	);
}

/** The seconds at which the list of transfers was read. */
const looks = (): number[] =>
	script.asked
		.filter(({ path, cursor }) => path === '/v1/transfers' && cursor === undefined)
		.map(({ at }) => at / 1000);

const unknown = (message: RegExp) => ({
	outcome: 'unknown',
	quoteId: 'QUO_1',
	message: expect.stringMatching(message) as string,
	advice: expect.stringContaining('Do not pay again') as string,
});

describe('a quote whose transfer', () => {
	test('is shown has made it', async () => {
		expect(await settled({ transfers: () => rows([other, made]) })).toEqual({ transfer: made });
		expect(looks()).toEqual([0]);
	});

	test('is shown late is looked for five times in 15 seconds', async () => {
		expect(await settled({ transfers: ({ at }) => rows(at < 15_000 ? [other] : [made]) })).toEqual({ transfer: made });
		expect(looks()).toEqual([0, 1, 3, 7, 15]);
	});

	test('is not shown is open as long as it can be executed', async () => {
		expect(await settled({})).toMatchObject({ open: { id: 'QUO_1' } });
		expect(looks()).toEqual([0, 1, 3, 7, 15]);
	});

	test('cannot be looked for is unknown', async () => {
		expect(await settled({ transfers: () => ({ kind: 'answer', status: 403, commit: false }) })).toMatchObject(
			unknown(/refused/),
		);
	});
});

describe('the list of transfers', () => {
	const page = (...days: number[]) =>
		days.map((day, index) => ({
			...other,
			id: `TRF_${day}_${index}`,
			created_at: new Date(script.start - day * 24 * HOUR_MS).toISOString(),
		}));
	const pages = (at: Asked, ...all: Array<() => object[]>) => {
		const index = Number(at.cursor ?? 0);
		return rows(all[index]?.() ?? [], index + 1 < all.length ? String(index + 1) : undefined);
	};

	test.each<[string, number | null, number]>([
		['a day before the end of the quote', 0, 2],
		['a day before the end of the quote, which was a day ago', -24 * HOUR_MS, 3],
		['its beginning when the end of the quote is not known', null, 4],
	])('that ignores the filter is read back to %s', async (_name, ends, count) => {
		const all = [() => page(0.1, 0.9), () => page(0.95, 1.1), () => page(1.2, 2.1), () => page(3, 4)];
		await settled({ transfers: (asked) => pages(asked, ...all), ends, quote: { status: 'pending' } });
		expect(
			script.asked
				.filter(({ path }) => path === '/v1/transfers')
				.findIndex(({ cursor }, index) => index > 0 && cursor === undefined),
		).toBe(count);
	});

	test('that ignores the filter shows the transfer on a later page', async () => {
		const fate = await settled({
			transfers: (asked) =>
				pages(
					asked,
					() => [other, other],
					() => [made],
				),
		});
		expect(fate).toEqual({ transfer: made });
	});
});

describe('a quote that shows no status', () => {
	const statusless = { status: undefined };

	test.each<[string, object[][], object]>([
		['and a list without rows is unused', [[]], { open: { id: 'QUO_1' } }],
		['and rows that all name their quote is unused', [[other], [other]], { open: { id: 'QUO_1' } }],
		[
			'and a row that names none is unknown',
			[[other, { ...other, quote_id: undefined }]],
			unknown(/does not tell what became/),
		],
		[
			'and a row that names an empty one is unknown',
			[[{ ...other, quote_id: '' }]],
			unknown(/does not tell what became/),
		],
		[
			'and a row that names none on the first page is unknown',
			[[{ ...other, quote_id: undefined }], [other]],
			unknown(/does not tell what became/),
		],
		[
			'and a row that names none on the last page is unknown',
			[[other], [{ ...other, quote_id: undefined }]],
			unknown(/does not tell what became/),
		],
	])('%s', async (_name, all, expected) => {
		const transfers = ({ cursor }: Asked) =>
			rows(all[Number(cursor ?? 0)] ?? [], Number(cursor ?? 0) + 1 < all.length ? '1' : undefined);
		expect(await settled({ transfers, quote: statusless })).toMatchObject(expected);
	});
});

test.each<[string, Shown, RegExp]>([
	['is not shown', { quote: () => undefined }, /does not show the quote/],
	[
		'was accepted, but whose transfer is not shown',
		{ quote: { status: 'accepted' } },
		/accepted the quote, but does not show its transfer/,
	],
	['has a status that is not known', { quote: { status: 'on_hold' } }, /does not tell what became of the quote/],
	['has not been over for as long as a request may take, without its end', { ends: null }, /cannot be told yet/],
	['has ended, before Busha showed its clock', { ends: -HOUR_MS, timeKnown: false }, /cannot be told yet/],
])('a quote that %s is unknown', async (_name, shown, message) => {
	expect(await settled(shown)).toMatchObject(unknown(message));
});

test('a quote that is shown only by the last of the looks is open', async () => {
	expect(await settled({ quote: (at: number) => (at < 15_000 ? undefined : {}) })).toMatchObject({
		open: { id: 'QUO_1' },
	});
});

describe('a quote that has ended', () => {
	test.each<[string, number, number[]]>([
		['35 seconds ago, a request and five seconds, is over', -35_000, [0, 1, 3, 7, 15]],
		['an hour more ago is over', -35_000 - HOUR_MS, [0, 1, 3, 7, 15]],
		['longer ago than that is looked for twice', -35_001 - HOUR_MS, [0, 1]],
	])('%s', async (_name, ends, seconds) => {
		expect(await settled({ ends })).toEqual({ over: true });
		expect(looks()).toEqual(seconds);
	});

	test('less than 35 seconds ago is waited for, and looked for again', async () => {
		expect(await settled({ ends: -34_999 })).toEqual({ over: true });
		expect(looks().slice(5)).toEqual([15.001, 16.001, 18.001, 22.001, 30.001]);
	});

	test('ends soon is waited for until it is over', async () => {
		expect(await settled({ ends: 20_000 })).toEqual({ over: true });
		expect(looks()[5]).toBe(55);
	});

	test.each<[number, object]>([
		[51_000, { over: true }],
		[51_001, unknown(/cannot be told yet/)],
	])('soon is waited for at most a minute: requests may take %d ms', async (requestMs, expected) => {
		expect(await settled({ ends: 19_000, requestMs })).toMatchObject(expected);
	});

	test('and made its transfer while it was waited for has made it', async () => {
		expect(await settled({ ends: 20_000, transfers: ({ at }) => rows(at < 55_000 ? [] : [made]) })).toEqual({
			transfer: made,
		});
	});

	test('long ago is not looked for again in this process', async () => {
		expect(await settled({ ends: -2 * HOUR_MS, id: 'QUO_long_over' })).toEqual({ over: true });
		const before = script.asked.length;
		expect(await whatBecameOf(script.api, { id: 'QUO_long_over' })).toEqual({ over: true });
		expect([before, script.asked.length]).toEqual([4, 4]);
	});

	test('is not over when the answers show that only the clock of this machine was set ahead', async () => {
		const transfers = () => {
			if (script.asked.length === 1) script.api.heardTime(new Date(script.start - HOUR_MS).toISOString());
			return rows([]);
		};
		expect(await settled({ ends: -20 * MINUTE_MS, transfers })).toMatchObject(unknown(/cannot be told yet/));
	});

	test('by its status has ended when that was seen', async () => {
		expect(await settled({ quote: { status: 'expired' } })).toEqual({ over: true });
		// Reads may be 10 seconds behind, and whoever saw it open may post it for another 10, in 30 seconds.
		expect(looks()[5]).toBe(15 + 10 + 10 + 30);
	});

	test('earlier than it was known to is over by the end that it shows', async () => {
		expect(await settled({ quote: { expires_at: '2026-11-25T12:00:10Z' } })).toEqual({ over: true });
		expect(looks()[5]).toBe(45);
	});

	test('by its status, in a Busha that does not show its clock, is unknown', async () => {
		expect(await settled({ quote: { status: 'expired' }, timeKnown: false })).toMatchObject(
			unknown(/cannot be told yet/),
		);
	});
});

test('a quote whose end is only shown now is open until then', async () => {
	expect(await settled({ ends: null, quote: { expires_at: '2026-11-25T12:00:20.001Z' } })).toMatchObject({
		open: { id: 'QUO_1' },
	});
});
