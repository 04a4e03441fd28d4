import type { Settled } from '../../nodes/Busha/api/client';
import type { Effect } from '../../nodes/Busha/api/retry';
import type { BushaError, Failure } from '../../nodes/Busha/api/failure';
import { makeOnce } from '../../nodes/Busha/once/makeOnce';
import type { Memory } from '../../nodes/Busha/once/memory';
import { type Asked, rows, type Script, type Scripted, startScript } from '../support/script';

let script: Script;
let memory: Memory;
beforeEach(() => {
	memory = {};
});
afterEach(async () => await script.close());

interface Order {
	id: string;
	created_at?: string;
	[key: string]: string | undefined;
}

const lost: Scripted = { kind: 'reset', commit: false };
const refused: Scripted = { kind: 'answer', status: 400, commit: false };
const at = (ms: number): string => new Date(Date.parse('2026-11-25T12:00:00Z') + ms).toISOString();

interface Played {
	/** The rows that Busha lists, at a moment. */
	listed?: (at: number) => Order[] | Scripted;
	answer?: Scripted;
	effect?: Effect;
	made?: string[];
	timeKnown?: boolean;
	continued?: boolean;
	equalCall?: Memory;
	/** How far Busha's clock is ahead of this machine's, in milliseconds. */
	aheadMs?: number;
}

/** Makes an order once. */
async function made({
	listed = () => [],
	answer = { id: 'ORD_new' },
	effect = 'money',
	made: own = [],
	timeKnown,
	continued = false,
	equalCall,
	aheadMs,
}: Played = {}): Promise<Settled<Order> | Failure> {
	script = await startScript(
		(asked: Asked) => {
			if (asked.method === 'POST') return answer;
			const all = listed(asked.at);
			return Array.isArray(all) ? rows(all) : all;
		},
		{ timeKnown: aheadMs === undefined && timeKnown },
	);
	const { api } = script;
	if (aheadMs !== undefined) api.heardTime(at(aheadMs));
	const alike = async () => await api.get<Order[]>('/v1/bill/orders');
	const context = { api, memory, continued, begunAt: script.start, made: new Set(own), equalCall };
	return await makeOnce<Order>(context, {
		call: { path: '/v1/bill/purchase', body: {}, effect },
		finding: { alike, noun: 'order' },
	}).catch((error: BushaError) => error.failure);
}

const looks = (): number[] => script.asked.filter(({ method }) => method === 'GET').map(({ at: moment }) => moment);
const posts = (): number => script.asked.filter(({ method }) => method === 'POST').length;

describe('something that is made once', () => {
	test('is made after one look, which is remembered', async () => {
		expect(await made({ listed: () => [{ id: 'ORD_1' }] })).toEqual({ value: { id: 'ORD_new' }, replayed: false });
		expect([looks(), posts()]).toEqual([[0], 1]);
		expect(memory).toEqual({ asked: '{}', before: ['ORD_1'], since: script.start - 1_000, made: 'ORD_new' });
	});

	test('without the time of Busha is made all the same', async () => {
		await made({ timeKnown: false });
		expect(memory.since).toBeUndefined();
	});

	test('is not made when the list cannot be read, and nothing is in doubt', async () => {
		expect(await made({ listed: () => ({ kind: 'answer', status: 403, commit: false }) })).toMatchObject({
			outcome: 'notSent',
			httpCode: 403,
		});
		expect(posts()).toBe(0);
		expect(memory.before).toBeUndefined();
	});

	test('is not made when an earlier try made it with other values', async () => {
		memory = { made: 'ORD_1' };
		expect(await made()).toMatchObject({ outcome: 'notSent', message: expect.stringContaining('ORD_1') as string });
		expect(script.asked).toEqual([]);
	});

	test("in a run that is continued is made when the only one is older than the run by Busha's clock", async () => {
		const row = { id: 'ORD_1', created_at: at(30 * 60_000) };
		expect(await made({ listed: () => [row], continued: true, aheadMs: 60 * 60_000 })).toMatchObject({
			value: { id: 'ORD_new' },
		});
	});

	test('is not made when an equal item of an earlier call made it', async () => {
		expect(await made({ equalCall: { made: 'ORD_1' } })).toMatchObject({
			outcome: 'notSent',
			message: expect.stringContaining('already finished in an earlier call') as string,
		});
		expect(script.asked).toEqual([]);
	});

	test('is made when an equal item of an earlier call made nothing', async () => {
		expect(await made({ equalCall: {} })).toMatchObject({ value: { id: 'ORD_new' } });
	});

	test('whose answer has an empty id is looked for', async () => {
		const listed = (moment: number) => (moment === 0 ? [] : [{ id: 'ORD_1', created_at: at(moment) }]);
		expect(await made({ answer: { id: '' }, listed })).toMatchObject({ value: { id: 'ORD_1' }, replayed: true });
	});

	test('is not made when an earlier try may have made another one', async () => {
		memory = { asked: 'other', before: [] };
		expect(await made()).toMatchObject({
			outcome: 'unknown',
			message: 'An earlier try of this item may have made another order',
		});
		expect(script.asked).toEqual([]);
	});

	test.each<[string, Order, boolean]>([
		['is in doubt when one was made since the run began', { id: 'ORD_1', created_at: at(0) }, true],
		['is in doubt when one does not tell when it was made', { id: 'ORD_1' }, true],
		['is made when the only one is older than the run', { id: 'ORD_1', created_at: at(-24 * 60 * 60_000) }, false],
	])('in a run that is continued %s', async (_name, row, doubtful) => {
		expect(await made({ listed: () => [row], continued: true })).toMatchObject(
			doubtful ? { outcome: 'unknown' } : { value: { id: 'ORD_new' } },
		);
		expect(posts()).toBe(doubtful ? 0 : 1);
	});

	test('is not made when an earlier try is in doubt', async () => {
		memory = { inDoubt: true };
		expect(await made()).toMatchObject({
			outcome: 'unknown',
			message: 'An earlier try of this item may have made the order',
		});
		expect(script.asked).toEqual([]);
	});
});

/** Each list is what Busha shows after the answer was lost; before, it showed only ORD_1. */
describe('something whose answer is lost', () => {
	const old = { id: 'ORD_1', created_at: at(-5_000) };
	const after =
		(later: Order[], from = 1) =>
		(moment: number) =>
			moment < from ? [old] : [...later, old];

	test('is the row that is new', async () => {
		const fresh = { id: 'ORD_2', created_at: at(0) };
		expect(await made({ answer: lost, listed: after([fresh]) })).toEqual({ value: fresh, replayed: true });
		expect(posts()).toBe(1);
	});

	test.each<[string, Order, boolean]>([
		['does not tell when it was made', { id: 'ORD_2' }, true],
		['was made a second before, as clocks are known to the second', { id: 'ORD_2', created_at: at(-1_000) }, true],
		['was made longer before', { id: 'ORD_2', created_at: at(-1_001) }, false],
	])('may be a row that %s: %p', async (_name, row, found) => {
		const end = await made({ answer: lost, listed: after([row]) });
		expect(end).toMatchObject(found ? { value: row } : { outcome: 'unknown', message: expect.any(String) as string });
	});

	test('may be any new row when the time of Busha is not known', async () => {
		expect(
			await made({ answer: lost, listed: after([{ id: 'ORD_2', created_at: at(-99_000) }]), timeKnown: false }),
		).toMatchObject({ value: { id: 'ORD_2' } });
	});

	test('is not what another item of the run made', async () => {
		expect(await made({ answer: lost, listed: after([{ id: 'ORD_2' }]), made: ['ORD_2'] })).toMatchObject({
			outcome: 'unknown',
		});
	});

	test('is unknown when two rows are new', async () => {
		expect(await made({ answer: lost, listed: after([{ id: 'ORD_2' }, { id: 'ORD_3' }]) })).toMatchObject({
			outcome: 'unknown',
		});
	});

	test('is unknown, and stays known as in doubt, when no row is new', async () => {
		expect(await made({ answer: lost })).toMatchObject({ outcome: 'unknown' });
		expect(posts()).toBe(1);
		expect(memory.before).toEqual([]);
	});
});

describe('something that is refused', () => {
	test('was not made, as a look shows where money is at stake', async () => {
		expect(await made({ answer: refused })).toMatchObject({ outcome: 'rejected', httpCode: 400 });
		expect(looks()).toEqual([0, 0, 1_000, 3_000, 7_000, 15_000]);
		expect(memory.before).toBeUndefined();
	});

	test('was not made where no money is at stake', async () => {
		expect(await made({ answer: refused, effect: 'write' })).toMatchObject({ outcome: 'rejected', httpCode: 400 });
		expect(looks()).toEqual([0]);
	});

	test('and is there all the same is in doubt, as it may be that of somebody else', async () => {
		const listed = (moment: number) => (moment < 15_000 ? [] : [{ id: 'ORD_2' }]);
		expect(await made({ answer: refused, listed })).toMatchObject({
			outcome: 'unknown',
			httpCode: 400,
			advice: expect.stringContaining('Look at the order ORD_2 in Busha') as string,
		});
		expect(memory.before).toEqual([]);
	});

	test('is unknown when two rows are new', async () => {
		expect(
			await made({ answer: refused, listed: (moment) => (moment < 2_000 ? [] : [{ id: 'ORD_2' }, { id: 'ORD_3' }]) }),
		).toMatchObject({ outcome: 'unknown', httpCode: 400 });
	});
});

describe('something that an earlier try may have made', () => {
	const left = (): Memory => ({ asked: '{}', before: ['ORD_1'], since: Date.parse(at(-60_000)) });

	test('is found, and not made again', async () => {
		memory = left();
		expect(await made({ listed: () => [{ id: 'ORD_1' }, { id: 'ORD_2', created_at: at(-50_000) }] })).toEqual({
			value: { id: 'ORD_2', created_at: at(-50_000) },
			replayed: true,
		});
		expect(posts()).toBe(0);
	});

	test.each<[string, () => Order[], RegExp]>([
		['not shown', () => [{ id: 'ORD_1' }], /does not show the order/],
		['two rows', () => [{ id: 'ORD_2' }, { id: 'ORD_3' }], /Several new orders/],
	])('is unknown as long as it is %s', async (_name, listed, message) => {
		memory = left();
		expect(await made({ listed })).toMatchObject({
			outcome: 'unknown',
			message: expect.stringMatching(message) as string,
			advice: expect.stringMatching(/^An earlier try may have made it\./) as string,
		});
		expect(posts()).toBe(0);
		expect(memory.before).toEqual(['ORD_1']);
	});
});
