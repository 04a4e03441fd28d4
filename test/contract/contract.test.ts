/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Emulator } from '../../emulator';
import { runBusha } from '../support/busha';
import { testEmulator, wantedProblems } from '../support/testEmulator';
import { RECORD_IN, recordedTraffic, recordTraffic, type Traffic } from '../support/traffic';
import { compare, isAsKnown, told } from './comparison';
import { KNOWN } from './known';
import { readStrict } from './openapi';
import { Published } from './published';

const SMALL = join(__dirname, 'small.yaml');
const published = new Published(readStrict(SMALL));

const get = (search = '', more: Partial<Traffic> = {}): Traffic => ({
	seenIn: 'a test',
	method: 'GET',
	path: '/v1/orders',
	search,
	headers: {},
	rawBody: '',
	...more,
});
const card = { type: 'card', code: 'X1', pan: '42' };
const post = (body: object | undefined, more: Partial<Traffic> = {}): Traffic => ({
	...get(),
	method: 'POST',
	headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
	rawBody: body === undefined ? '' : JSON.stringify(body),
	...more,
});
const answered = (traffic: Traffic, status: number, body?: unknown): Traffic => ({
	...traffic,
	answer: { status, body },
});
const ID = '7c1b1f0e-6d0b-4f3a-9a53-0d2f1c8e4b11';

describe('a request', () => {
	test.each([
		['a list without a query', get()],
		['each parameter', get('sort=asc&limit=100&status=new,old&tag=a&tag=b&tag=c')],
		['a parameter that is escaped', get('status=new%2Cold')],
		['the profile header', get('', { headers: { 'x-bu-profile-id': 'CUS_1', 'user-agent': 'n8n' } })],
		['one form', post(card)],
		['the other form', post({ type: 'bank', code: 'X1', iban: 'NG1', bic: 'B' })],
		['all fields', post({ ...card, reference: '12345678', note: null, items: [{ price: '1' }], meta: { any: 1 } })],
		['an ID of the right format', get('', { method: 'DELETE', path: `/v1/orders/${ID}` })],
	])('with %s is as the file says', (_what, traffic) => {
		expect(published.requestDifferences(traffic)).toEqual([]);
	});

	test.each([
		[
			'an operation that is not there',
			get('', { path: '/v1/bills' }),
			['GET /v1/bills: the file does not have this operation'],
		],
		[
			'a method that is not there',
			get('', { method: 'PUT' }),
			['PUT /v1/orders: the file does not have this operation'],
		],
		[
			'a slash at the end',
			get('', { path: '/v1/orders/' }),
			['GET /v1/orders/: the file does not have this operation'],
		],
		['a parameter of another name', get('page=2'), ['GET /v1/orders: query.page is not named']],
		['a parameter with brackets', get('tag[]=a'), ['GET /v1/orders: query.tag[] is not named']],
		['a value that is not offered', get('sort=up'), ['GET /v1/orders: query.sort is one of asc, desc']],
		['a text for a number', get('limit=all'), ['GET /v1/orders: query.limit is a whole number']],
		['a number that is too large', get('limit=101'), ['GET /v1/orders: query.limit is at most 100']],
		['a list that is spread', get('status=new&status=old'), ['GET /v1/orders: query.status is one list with commas']],
		['a parameter twice', get('sort=asc&sort=desc'), expect.arrayContaining(['GET /v1/orders: query.sort is a text'])],
		[
			'an ID of another format',
			get('', { method: 'DELETE', path: '/v1/orders/1' }),
			['DELETE /v1/orders/{id}: path.id has the format uuid'],
		],
		[
			'a header of another operation',
			get('', { method: 'DELETE', path: `/v1/orders/${ID}`, headers: { 'x-bu-profile-id': 'CUS_1' } }),
			['DELETE /v1/orders/{id}: header.x-bu-profile-id is not named'],
		],
		[
			'no key',
			post(card, { headers: { 'content-type': 'application/json' } }),
			['POST /v1/orders: header.authorization is required'],
		],
		['no body', post(undefined), ['POST /v1/orders: body is required']],
		['a body for an operation without', get('', { rawBody: '{}' }), ['GET /v1/orders: body is not named']],
		['a field of another name', post({ ...card, colour: 'red' }), ['POST /v1/orders: body.colour is not named']],
		['a field of another form', post({ ...card, iban: 'NG1' }), ['POST /v1/orders: body.iban is not named']],
		['no required field', post({ code: 'X1', pan: '42' }), ['POST /v1/orders: body.type is required']],
		['no field of a form', post({ type: 'bank', code: 'X1', iban: 'NG1' }), ['POST /v1/orders: body.bic is required']],
		['a value of no choice', post({ ...card, type: 'cash' }), ['POST /v1/orders: body.type is one of card, bank']],
		['a number for a text', post({ ...card, note: 5 }), ['POST /v1/orders: body.note is a text']],
		[
			'a text that is too short',
			post({ ...card, reference: 'ab' }),
			['POST /v1/orders: body.reference has at least 3 characters'],
		],
		[
			'a text that is too long',
			post({ ...card, reference: '123456789' }),
			['POST /v1/orders: body.reference has at most 8 characters'],
		],
		['a text of another pattern', post({ ...card, pan: 'x' }), ['POST /v1/orders: body.pan matches ^\\d+$']],
		['too many entries', post({ ...card, items: [{}, {}, {}] }), ['POST /v1/orders: body.items has at most 2 entries']],
		[
			'the same in two entries',
			post({ ...card, items: [{ price: 1 }, { price: 2 }] }),
			['POST /v1/orders: body.items[].price is a text'],
		],
	])('with %s differs', (_what, traffic, differences) => {
		expect(published.requestDifferences(traffic)).toEqual(differences);
	});
});

describe('an answer', () => {
	test.each([
		['rows', answered(get(), 200, { data: [{ id: '1', reference: 'abc' }] })],
		['a failure that is described', answered(get(), 404, { error: {} })],
		['a failure that is not described', answered(post(card), 404, { anything: 1 })],
		['something for an operation that is not there', answered(get('', { path: '/v1/bills' }), 200, {})],
		['nothing', get()],
	])('with %s is as the file says', (_what, traffic) => {
		expect(published.answerDifferences(traffic)).toEqual([]);
	});

	test.each([
		[
			'a field of another name',
			answered(get(), 200, { data: [{ id: '1', colour: 'red' }] }),
			'GET /v1/orders answers 200: data[].colour is not named',
		],
		['no required field', answered(post(card), 201, { amount: '1' }), 'POST /v1/orders answers 201: id is required'],
		['another status', answered(post(card), 200, { id: '1' }), 'POST /v1/orders answers 200: this status is not named'],
		[
			'a failure in another form',
			answered(get(), 404, { error: 'no' }),
			'GET /v1/orders answers 404: error is an object',
		],
	])('with %s differs', (_what, traffic, difference) => {
		expect(published.answerDifferences(traffic)).toEqual([difference]);
	});
});

describe('the comparison', () => {
	const COLOUR = 'POST /v1/orders: body.colour is not named';
	const traffic = ['first', 'second'].map((seenIn) => post({ ...card, colour: 'red' }, { seenIn }));
	const known = [{ why: 'Our colours.', differences: [COLOUR] }];

	test('counts a difference, and names the test that showed it first', () => {
		const { requests } = compare(traffic, published, known);
		expect(requests).toEqual([{ line: COLOUR, times: 2, first: 'first', why: 'Our colours.' }]);
	});

	test('passes when all differences are known', () => {
		expect(isAsKnown(compare(traffic, published, known))).toBe(true);
	});

	test.each([
		['request', [post({ ...card, size: 'L' })], 'POST /v1/orders: body.size is not named'],
		['answer', [answered(get(), 200, {})], 'GET /v1/orders answers 200: data is required'],
	])('fails with a new difference in a %s, and gives the line to add', (_what, more, line) => {
		const comparison = compare([...traffic, ...more], published, known);
		expect(isAsKnown(comparison)).toBe(false);
		expect(told(comparison)).toContain(`\n  '${line}',\n`);
		expect(told(comparison)).toContain('New: 1.');
	});

	test('fails with an entry that is outdated, and gives the line to take out', () => {
		const comparison = compare([post(card)], published, known);
		expect(isAsKnown(comparison)).toBe(false);
		expect(comparison.outdated).toEqual([COLOUR]);
		expect(told(comparison)).toContain(`No longer there. Take out of test/contract/known.ts:\n  '${COLOUR}',\n`);
	});
});

describe('a file', () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'busha-contract-'));
	});
	afterEach(() => rmSync(folder, { recursive: true }));

	test.each([
		['refers to itself', "{ paths: { /a: { $ref: '#/b' } }, b: { c: { $ref: '#/b' } } }", 'from within itself'],
		['refers to nothing', "{ paths: { /a: { $ref: '#/b' } } }", '#/b, which it does not have'],
	])('that %s is refused', (_what, text, problem) => {
		const file = join(folder, 'file.yaml');
		writeFileSync(file, text);
		expect(() => readStrict(file)).toThrow(problem);
	});
});

test('each known difference is listed once, with a reason', () => {
	const lines = KNOWN.flatMap(({ differences }) => differences);
	expect(lines).toEqual([...new Set(lines)]);
	expect(KNOWN.filter(({ why, differences }) => !/^[A-Z].*\.$/.test(why) || differences.length === 0)).toEqual([]);
});

describe('the record', () => {
	const emulator = testEmulator();
	const balances = { resource: 'balance', operation: 'getAll' };
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'busha-traffic-'));
		delete process.env[RECORD_IN];
	});
	afterEach(() => {
		Emulator.observer = undefined;
		rmSync(folder, { recursive: true });
	});
	const record = (): void => {
		process.env[RECORD_IN] = folder;
		recordTraffic(() => 'this test');
	};
	const byHand = async (headers: Record<string, string>, path: string) =>
		(await fetch(emulator.url + path, { headers: { authorization: `Bearer ${emulator.secretKey}`, ...headers } }))
			.status;

	test('holds what the node sends, and what is answered', async () => {
		record();
		const { json } = await runBusha(emulator, { ...balances, limit: 50 });
		const [one, ...others] = recordedTraffic(folder);
		expect(others).toEqual([]);
		expect(one).toMatchObject({
			seenIn: 'this test',
			method: 'GET',
			path: '/v1/balances',
			search: 'limit=50',
			rawBody: '',
		});
		expect(one?.headers.authorization).toBe(`Bearer ${emulator.secretKey}`);
		expect(one?.answer).toMatchObject({ status: 200, body: { data: json } });
	});

	test('holds no answer of an emulator that behaves otherwise than plainly', async () => {
		record();
		emulator.forms = { sort: 'ignored' };
		await runBusha(emulator, balances);
		expect(recordedTraffic(folder)).toMatchObject([{ path: '/v1/balances' }]);
		expect(recordedTraffic(folder)[0]?.answer).toBeUndefined();
	});

	test('holds nothing that a test asks by hand, or that is malformed', async () => {
		record();
		expect(await byHand({}, '/v1/balances')).toBe(200);
		expect(await byHand({ 'user-agent': 'n8n' }, '/v1/nothing')).toBe(404);
		expect(await byHand({ 'user-agent': 'n8n' }, '/v1/quotes?colour=red')).toBe(400);
		expect(wantedProblems(emulator)).toHaveLength(1);
		expect(await byHand({ 'user-agent': 'n8n' }, '/v1/pairs')).toBe(200);
		expect(recordedTraffic(folder).map(({ path }) => path)).toEqual(['/v1/pairs']);
	});

	test('is not made unless a folder is named', async () => {
		recordTraffic(() => 'this test');
		await runBusha(emulator, balances);
		expect(recordedTraffic(folder)).toEqual([]);
	});
});
