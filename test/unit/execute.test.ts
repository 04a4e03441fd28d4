import { BushaError, type Failure } from '../../nodes/Busha/api/failure';
import type { Settled } from '../../nodes/Busha/api/client';
import type { Transfer } from '../../nodes/Busha/api/types';
import { type Chosen, drop, dropEnded, execute } from '../../nodes/Busha/money/execute';
import { wasPosted } from '../../nodes/Busha/money/madeHere';
import type { Memory } from '../../nodes/Busha/once/memory';
import { apiAt } from '../support/api';
import { type Asked, rows, type Script, type Scripted, startScript } from '../support/script';

const MINUTE_MS = 60_000;
const lost: Scripted = { kind: 'reset', commit: false };
const refused = (status = 400): Scripted => ({ kind: 'answer', status, commit: false });
const limited: Scripted = { kind: 'answer', status: 429, commit: false, retryAfter: 400 };

let script: Script;
let memory: Memory;
let quoteId: string;
let tests = 0;
beforeEach(() => {
	memory = {};
	quoteId = `QUO_${++tests}`;
});
afterEach(async () => await script.close());

interface Played {
	/** The answers to the posts, in their order; the last one is given again. */
	posts?: Array<Scripted | ((asked: Asked) => Scripted)>;
	/** The transfer that Busha lists from a moment on, in milliseconds. */
	shownFrom?: number;
	/** Changes to the quote as Busha shows it, at each of the looks at it. */
	quote?: object | ((look: number) => object);
	chosen?: Partial<Chosen>;
	/** Milliseconds since it was seen to be open. */
	seenSinceMs?: number;
	/** Milliseconds until the quote ends, as far as is known. */
	ends?: number;
	profileId?: string;
}

const transfer = (more: object = {}) => ({
	id: 'TRF_1',
	quote_id: quoteId,
	status: 'pending',
	source_amount: '1000',
	target_amount: '1000',
	...more,
});

/** Executes a quote of 1,000. */
async function played({
	posts = [transfer()],
	shownFrom = Infinity,
	quote,
	chosen,
	seenSinceMs = 0,
	ends = 20 * MINUTE_MS,
	profileId,
}: Played): Promise<Settled<Transfer> | Failure | undefined> {
	let sent = 0;
	let seen = 0;
	script = await startScript(
		(asked) => {
			if (asked.method === 'POST') {
				const answer = posts[Math.min(sent++, posts.length - 1)];
				return typeof answer === 'function' ? answer(asked) : answer;
			}
			if (asked.path === '/v1/transfers') return rows(asked.at >= shownFrom ? [transfer()] : []);
			const shown: object | undefined =
				typeof quote === 'function' ? (quote as (look: number) => object)(++seen) : quote;
			return { id: quoteId, status: 'pending', expires_at: new Date(script.start + ends).toISOString(), ...shown };
		},
		{ profileId },
	);
	const whole: Chosen = {
		id: quoteId,
		ends: script.start + ends,
		source_amount: '1000',
		target_amount: '1000',
		shared: false,
		seenAt: script.start - seenSinceMs,
		...chosen,
	};
	return await execute(script.api, memory, whole).catch((error: BushaError) => error.failure);
}

const posted = (): number => script.asked.filter(({ method }) => method === 'POST').length;
const looked = (): number =>
	script.asked.filter(({ method, path }) => method === 'GET' && path === '/v1/transfers').length;

describe('a quote that is executed', () => {
	test('is written down before, with when it ends', async () => {
		const before: Array<Memory & { known: boolean }> = [];
		const post = () => {
			before.push({ ...structuredClone(memory), known: wasPosted(quoteId) });
			return transfer();
		};
		expect(wasPosted(quoteId)).toBe(false);
		expect(await played({ posts: [post], chosen: { freshUntil: 7 } })).toEqual({ value: transfer(), replayed: false });
		expect(before).toEqual([
			{
				quote: {
					id: quoteId,
					ends: script.start + 20 * MINUTE_MS,
					freshUntil: 7,
					source_amount: '1000',
					target_amount: '1000',
				},
				posted: true,
				known: true,
			},
		]);
		expect(looked()).toBe(0);
	});

	test('and whose answer is lost is looked for', async () => {
		expect(await played({ posts: [lost], shownFrom: 3_000 })).toEqual({ value: transfer(), replayed: true });
		expect(posted()).toBe(1);
	});

	test('and made nothing is executed again, three times in all; then it is in doubt', async () => {
		expect(await played({ posts: [lost] })).toMatchObject({
			outcome: 'unknown',
			quoteId,
			advice: expect.stringContaining('Do not pay again') as string,
		});
		expect([posted(), looked()]).toEqual([3, 15]);
		expect(memory).toMatchObject({ quote: { id: quoteId }, posted: true });
	});

	test('and is refused by a Busha that does not show its status is in doubt', async () => {
		expect(await played({ posts: [refused()], quote: { status: undefined } })).toMatchObject({
			outcome: 'unknown',
			quoteId,
		});
		expect(memory).toMatchObject({ quote: { id: quoteId }, posted: true });
	});

	test('again after its answer was lost gives its transfer', async () => {
		expect(await played({ posts: [lost, transfer()] })).toEqual({ value: transfer(), replayed: false });
		expect(posted()).toBe(2);
	});

	test('and ended before it made anything gives nothing', async () => {
		expect(await played({ posts: [lost], ends: 10_000 })).toBeUndefined();
		expect(posted()).toBe(1);
	});

	test('and cannot be looked for tells what its answer told', async () => {
		expect(await played({ posts: [refused()], quote: { status: 'accepted' } })).toMatchObject({
			outcome: 'unknown',
			httpCode: 400,
			quoteId,
			advice: expect.stringContaining('Do not pay again') as string,
		});
		expect(memory).toMatchObject({ quote: { id: quoteId }, posted: true });
	});
});

describe('a quote that may not be executed any more', () => {
	test('is over, and was not posted', async () => {
		expect(await played({ ends: -MINUTE_MS })).toBeUndefined();
		expect(posted()).toBe(0);
	});

	test('gives the transfer that somebody made of it', async () => {
		expect(await played({ ends: -MINUTE_MS, shownFrom: 0 })).toEqual({ value: transfer(), replayed: true });
	});

	test.each([
		[false, 'notSent'],
		[true, 'unknown'],
	])('but that Busha shows open, with another end (others may post it: %s), is %s', async (shared, outcome) => {
		expect(await played({ chosen: { ends: undefined, shared } })).toMatchObject({
			outcome,
			quoteId,
			message: 'The quote could not be executed in time',
		});
		expect([posted(), looked()]).toEqual([0, 15]);
	});

	test.each([
		['was not paid when nobody else knows the quote', false, 'notSent'],
		['is in doubt when others may post it', true, 'unknown'],
	])('and of which it cannot be told what became of it %s', async (_name, shared, outcome) => {
		const chosen = { seenAt: Infinity, shared };
		expect(await played({ ends: -MINUTE_MS, quote: { status: 'accepted' }, chosen })).toMatchObject({
			outcome,
			quoteId,
		});
		expect(posted()).toBe(0);
	});

	test('and cannot be looked for is in doubt', async () => {
		expect(await played({ ends: -MINUTE_MS, quote: { status: 'accepted' } })).toMatchObject({
			outcome: 'unknown',
			quoteId,
		});
	});
});

describe('a quote that others may know', () => {
	const calls = () => script.asked.map(({ method, path }) => `${method} ${path.split('/')[2]}`);

	test('is posted as long as it was seen to be open ten seconds ago', async () => {
		expect(await played({ seenSinceMs: 10_000 })).toMatchObject({ replayed: false });
		expect(calls()).toEqual(['POST transfers']);
	});

	test('is looked at again when that is longer ago', async () => {
		expect(await played({ seenSinceMs: 10_001 })).toMatchObject({ replayed: false });
		expect(calls()).toEqual(['GET transfers', 'GET quotes', 'POST transfers']);
	});

	test('and has made its transfer by then gives it', async () => {
		expect(await played({ seenSinceMs: 10_001, shownFrom: 0 })).toEqual({ value: transfer(), replayed: true });
		expect(calls()).toEqual(['GET transfers']);
	});

	test('and has ended by then, sooner than it said, is not posted', async () => {
		expect(await played({ seenSinceMs: 10_001, quote: { status: 'expired' } })).toBeUndefined();
		expect(posted()).toBe(0);
		expect(calls().slice(0, 4)).toEqual(['GET transfers', 'GET quotes', 'GET transfers', 'GET quotes']);
		expect(looked()).toBe(1 + 5 + 5);
		expect(memory.posted).toBe(false);
	});

	test('is looked at again after each wait before its post', async () => {
		const slow: Scripted = { kind: 'answer', status: 429, commit: false, retryAfter: 60 };
		expect(await played({ posts: [slow, slow, transfer()] })).toMatchObject({ replayed: false });
		expect(calls().filter((call) => call !== 'GET quotes')).toEqual([
			'POST transfers',
			'GET transfers',
			'POST transfers',
			'GET transfers',
			'POST transfers',
		]);
	});

	test.each([
		[false, 'notSent'],
		[true, 'unknown'],
	])('and never comes to its turn in time (others may post it: %s) is %s', async (shared, outcome) => {
		const slow: Scripted = { kind: 'answer', status: 429, commit: false, retryAfter: 60 };
		expect(await played({ posts: [slow], chosen: { shared } })).toMatchObject({ outcome, quoteId });
		expect(posted()).toBe(3 * 4);
	});

	test('counts as seen when the look was sent that showed it, not when the look began', async () => {
		const slow = { kind: 'answer', status: 429, commit: false, retryAfter: 20 };
		const quote = (look: number) => (look === 1 ? slow : {});
		expect(await played({ seenSinceMs: 10_001, quote })).toMatchObject({ replayed: false });
		expect(calls()).toEqual(['GET transfers', 'GET quotes', 'GET quotes', 'POST transfers']);
	});

	test.each<[string, boolean, string]>([
		['was not paid', false, 'notSent'],
		['is in doubt when others may have posted it', true, 'unknown'],
	])('and cannot be looked at %s', async (_name, shared, outcome) => {
		const down = { kind: 'answer', status: 403, commit: false };
		expect(await played({ seenSinceMs: 10_001, chosen: { shared }, quote: down })).toMatchObject({ outcome, quoteId });
		expect(posted()).toBe(0);
	});
});

describe('a refusal', () => {
	test.each([400, 409, 422])(
		'by status %d is believed after a look, and the quote dropped, when nobody else can have posted it',
		async (status) => {
			expect(await played({ posts: [refused(status)] })).toMatchObject({
				outcome: 'rejected',
				httpCode: status,
				quoteId,
			});
			expect([posted(), looked()]).toEqual([1, 5]);
			expect(memory).toEqual({ dropped: [quoteId], quote: undefined, posted: undefined });
		},
	);

	test('of a quote that somebody else may have posted leaves it in doubt', async () => {
		expect(await played({ posts: [refused()], chosen: { shared: true } })).toMatchObject({
			outcome: 'unknown',
			httpCode: 400,
			quoteId,
			advice: expect.stringContaining('Do not pay again') as string,
		});
		expect(memory).toMatchObject({ quote: { id: quoteId }, posted: true });
	});

	test('after a lost answer leaves it in doubt', async () => {
		expect(await played({ posts: [lost, refused()] })).toMatchObject({ outcome: 'unknown', httpCode: 400, quoteId });
		expect(memory).toMatchObject({ quote: { id: quoteId }, posted: true });
	});

	test('of a quote that made its transfer all the same is none', async () => {
		expect(await played({ posts: [refused()], shownFrom: 15_000 })).toEqual({ value: transfer(), replayed: true });
	});
});

describe('an answer that there were too many requests', () => {
	test('is looked behind like any refusal, and then believed', async () => {
		expect(await played({ posts: [limited] })).toMatchObject({ outcome: 'rejected', httpCode: 429, quoteId });
		expect([posted(), looked()]).toEqual([1, 5]);
		expect(memory).toMatchObject({ dropped: [quoteId], quote: undefined, posted: undefined });
	});

	test('leaves a quote in doubt that somebody else may have posted', async () => {
		expect(await played({ posts: [limited], chosen: { shared: true } })).toMatchObject({
			outcome: 'unknown',
			httpCode: 429,
			quoteId,
		});
		expect(memory).toMatchObject({ quote: { id: quoteId }, posted: true });
	});
});

describe('an answer that tells nothing of the transfer', () => {
	test.each<[string, object]>([
		['without an id', { id: undefined }],
		['with an empty id', { id: '' }],
		['with an id that is no text', { id: 7 }],
		['of another quote', { quote_id: 'QUO_other' }],
	])('%s is looked behind', async (_name, more) => {
		expect(await played({ posts: [transfer(more)], shownFrom: 0 })).toEqual({ value: transfer(), replayed: true });
	});

	test('leaves it in doubt when nothing is shown either', async () => {
		expect(await played({ posts: [transfer({ id: '' })] })).toMatchObject({
			outcome: 'unknown',
			quoteId,
			message: 'Busha answered without the transfer of this quote',
		});
	});

	test('but its id is enough', async () => {
		expect(await played({ posts: [transfer({ quote_id: undefined })] })).toMatchObject({
			value: { id: 'TRF_1' },
			replayed: false,
		});
	});
});

describe('a transfer that is not as its quote said', () => {
	test.each<[string, object, Partial<Chosen>, boolean]>([
		['takes more', { source_amount: '1001' }, {}, true],
		['brings less', { target_amount: '999' }, {}, true],
		['takes the money of another profile', { profile_id: 'CUS_2' }, {}, true],
		['does not show its amounts', { source_amount: undefined, target_amount: undefined }, {}, false],
		['writes its amounts in another way', { source_amount: '1000.00' }, {}, false],
		['is of a quote that showed no amounts', { source_amount: '7' }, { source_amount: undefined }, false],
		['takes the money of the profile that was asked for', { profile_id: 'CUS_1' }, {}, false],
	])('%s', async (_name, more, chosen, wrong) => {
		const made = await played({ posts: [transfer(more)], chosen, profileId: 'CUS_1' });
		expect(made).toMatchObject(
			wrong
				? {
						outcome: 'unknown',
						message: 'Busha made another transfer than its quote said',
						transferId: 'TRF_1',
						quoteId,
					}
				: { value: { id: 'TRF_1' } },
		);
	});

	test('is noticed also when it is found', async () => {
		expect(await played({ posts: [lost], shownFrom: 0, chosen: { source_amount: '999' } })).toMatchObject({
			outcome: 'unknown',
			transferId: 'TRF_1',
			quoteId,
		});
	});

	test('of whatever profile is fine when the business pays', async () => {
		expect(await played({ posts: [transfer({ profile_id: 'BUS_1' })] })).toMatchObject({ value: { id: 'TRF_1' } });
	});
});

test('what is dropped is never forgotten', async () => {
	await played({});
	drop(memory, 'QUO_a');
	drop(memory, 'QUO_b');
	dropEnded(memory, 'QUO_c');
	dropEnded(memory, 'QUO_d');
	expect(memory).toMatchObject({
		dropped: ['QUO_a', 'QUO_b'],
		over: ['QUO_c', 'QUO_d'],
		quote: undefined,
		posted: undefined,
	});
});

test.each<[string, boolean, object]>([
	['is not sent', false, { outcome: 'notSent', quoteId: 'QUO_away' }],
	['is in doubt when somebody else may have posted it', true, { outcome: 'unknown', quoteId: 'QUO_away' }],
])('a quote that cannot be posted, as Busha is away, %s', async (_name, shared, expected) => {
	script = await startScript(() => undefined);
	const away = await apiAt('http://127.0.0.1:9');
	const chosen = { id: 'QUO_away', freshUntil: script.start + 20 * MINUTE_MS, shared, seenAt: Infinity };
	expect(await execute(away, memory, chosen).catch((error: BushaError) => error.failure)).toMatchObject(expected);
	expect(memory.posted).toBe(shared);
});
