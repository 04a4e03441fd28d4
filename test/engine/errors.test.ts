import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { locator, runBusha } from '../support/busha';
import { individual } from '../support/customers';
import { calls, everything, otherServer, secretsOf, testEmulator } from '../support/testEmulator';

const emulator = testEmulator();
const WRONG = 'a-key-that-nobody-has';
const elsewhere = otherServer();
const balances = { resource: 'balance', operation: 'getAll' };
const toErrorOutput = { settings: { onError: 'continueErrorOutput' as const } };

/** One read and one write: what an error tells about its effect differs. */
const READ = { resource: 'customer', operation: 'get', customerId: locator('CUS_Sample0000001') };
const WRITE = { resource: 'balance', operation: 'create', currency: 'SOL' };

describe('the error that stops the workflow', () => {
	test('tells what happened, how to fix it, the status, the name, the fields, the request and the item', async () => {
		const body = {
			error: { name: 'bad_request', message: 'Invalid input data' },
			fields: { phone: [{ reason: 'is too short' }, { reason: 'has letters' }] },
		};
		emulator.fault({ method: 'POST' }, { kind: 'answer', status: 422, commit: false, body });
		const { error } = await runBusha(emulator, individual({ email: '={{ $json.email }}' }), {
			items: [{ email: 'a.sample@gmail.com' }],
		});
		const requestId = emulator.requests.find(({ method }) => method === 'POST')?.requestId;
		expect(error).toMatchObject({
			name: 'NodeApiError',
			httpCode: '422',
			message: 'Busha refused the request: Phone: is too short, has letters [item 0]',
			context: {
				itemIndex: 0,
				details: { outcome: 'rejected', httpCode: 422, name: 'bad_request', requestId, fields: body.fields },
			},
		});
		expect(error?.description).toBe(
			`Correct the named fields and run the item again. Busha's answer: Invalid input data (bad_request, HTTP 422, request ${requestId}).`,
		);
	});

	test('names the item that failed, not the first one', async () => {
		const { id } = emulator.addCustomer();
		const { error } = await runBusha(
			emulator,
			{ ...READ, customerId: locator('={{ $json.id }}') },
			{ items: [{ id }, { id }, { id: 'CUS_Nobody0000001' }] },
		);
		expect(error).toMatchObject({
			httpCode: '404',
			message: expect.stringContaining('[item 2]'),
			context: { itemIndex: 2 },
		});
	});

	test('bad input is not an error of the API: it has no status, and a text that says what to enter', async () => {
		const { error } = await runBusha(emulator, { ...balances, limit: '={{ 0 }}' });
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringContaining('Limit: is not a whole number'),
			description: 'Enter 1 or more.',
			context: { itemIndex: 0, details: { outcome: 'notSent' } },
		});
		expect(error).not.toHaveProperty('httpCode');
	});

	test('keeps the words of Busha when they happen to contain a code of Node.js', async () => {
		emulator.fault(
			{},
			{
				kind: 'answer',
				status: 400,
				commit: false,
				body: { error: { name: 'bad_request', message: 'Upstream said ECONNREFUSED' } },
			},
		);
		const { error } = await runBusha(emulator, READ);
		expect(error?.message).toContain('Upstream said ECONNREFUSED');
	});

	test.each([
		[{ error: 'plain text' }, 'plain text', undefined],
		[{ message: 'at the top' }, 'at the top', undefined],
		[
			{ error: { name: 'bad_request', message: 'M' }, schema: { reason: 'does not match', fix: 'send an object' } },
			'does not match; send an object',
			undefined,
		],
		[
			{
				error: { name: 'schema_validation', message: 'M' },
				schema: [
					{ reason: 'too short', fix: 'write more', schema_validation_error: ['minLength: got 3, want 12', 'pattern'] },
					{ reason: 'unknown field' },
				],
			},
			'too short; write more; minLength: got 3, want 12, pattern; unknown field. Busha',
			undefined,
		],
		[
			{
				error: { message: 'M' },
				fields: { address: [{ city: [{ reason: 'is empty' }], state: { message: 'is wrong' } }] },
			},
			'Address: City: is empty, State: is wrong. Busha',
			{ address: [{ city: [{ reason: 'is empty' }], state: { message: 'is wrong' } }] },
		],
		[
			{ error: { message: 'M' }, fields: { amount: [{ reason: 'is too low', code: 7 }, 12, null, true] } },
			'Amount: is too low, 12, true. Busha',
			{ amount: [{ reason: 'is too low', code: 7 }, 12, null, true] },
		],
		[{ error: { name: 'toString', message: 'M' } }, 'Correct the values of the item', undefined],
		[{ error: { name: 'bad_request', message: 'M', details: { phone: 'short' } } }, 'Phone: short', { phone: 'short' }],
		[
			{ error: { message: 'M' }, errors: ['first', { message: 'second' }] },
			'first, second',
			{ errors: ['first', { message: 'second' }] },
		],
		[
			{ error: { message: 'Request validation failed' }, fields: { 'pay_out.recipient_id': 'is required' } },
			'Busha refused the request: Pay out recipient ID: is required [item 0] Correct the named fields',
			{ 'pay_out.recipient_id': 'is required' },
		],
		[{}, 'status 400 without an explanation', undefined],
		['<html>no</html>', 'status 400 without an explanation', undefined],
	])('reads an error body of the form %j', async (body, text, fields) => {
		emulator.fault({}, { kind: 'answer', status: 400, commit: false, body });
		const { error } = await runBusha(emulator, READ);
		expect(`${error?.message} ${error?.description}`).toContain(text);
		expect(error?.description).not.toMatch(/[{}[\]"]/);
		expect(error?.context.details?.fields).toEqual(fields);
	});

	test.each([
		[401, 'Check the secret key'],
		[403, 'permission'],
		[404, 'Check the ID'],
		[409, 'already has this object'],
		[503, 'Try again later'],
		[418, 'give Busha the request ID'],
	])('status %d comes with advice', async (status, advice) => {
		emulator.fault({}, { kind: 'answer', status, commit: false }, 10);
		const { error } = await runBusha(emulator, READ);
		expect(error).toMatchObject({ httpCode: String(status), description: expect.stringContaining(advice) });
	});

	test.each([
		[READ, 'customers:read'],
		[WRITE, 'balances:write'],
		[
			{ resource: 'bill', operation: 'getQuote', productCode: 'X', recipient: '08000000001', amount: '100' },
			'bill:read',
		],
		[{ resource: 'paymentLink', operation: 'getAll' }, 'transfers:read'],
	])('a 403 says which permission of the key is missing: %j %s', async (parameters, permission) => {
		emulator.fault({}, { kind: 'answer', status: 403, commit: false }, 10);
		const { error } = await runBusha(emulator, parameters);
		expect(error?.description).toContain(`Give the secret key the permission ${permission} in the Busha dashboard.`);
	});

	test('a wrong key is a 401, and the key does not show', async () => {
		const { error } = await runBusha(emulator, balances, { credential: { secretKey: WRONG } });
		expect(error).toMatchObject({
			httpCode: '401',
			context: { details: { name: 'unauthorized', outcome: 'rejected' } },
		});
		expect(everything(error)).not.toContain(WRONG);
	});
});

describe('the error output', () => {
	const ids = (...customers: string[]) => customers.map((id, index) => ({ id, row: index }));
	const get = { ...READ, customerId: locator('={{ $json.id }}') };

	test('gets error, message and details, the input of its item, and the pairing', async () => {
		const { id } = emulator.addCustomer();
		const ran = await runBusha(emulator, get, { items: ids(id, 'CUS_Nobody0000001', id), ...toErrorOutput });
		expect(ran.error).toBeUndefined();
		expect(ran.items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			[id, { item: 0 }],
			[id, { item: 2 }],
		]);
		const refused = emulator.requests.find(({ status }) => status === 404);
		expect(ran.failed).toEqual([
			{
				json: {
					id: 'CUS_Nobody0000001',
					row: 1,
					error: 'Busha refused the request: Customer not found',
					message: expect.stringContaining('Check the ID'),
					details: { outcome: 'rejected', httpCode: 404, name: 'not_found', requestId: refused?.requestId },
				},
				pairedItem: { item: 1 },
			},
		]);
	});

	test('with "continue" the same item comes out of the one output', async () => {
		const { id } = emulator.addCustomer();
		const ran = await runBusha(emulator, get, {
			items: ids('CUS_Nobody0000001', id),
			settings: { onError: 'continueRegularOutput' },
		});
		expect(ran.items).toMatchObject([
			{ json: { error: expect.stringContaining('not found'), details: { httpCode: 404 } }, pairedItem: { item: 0 } },
			{ json: { id }, pairedItem: { item: 1 } },
		]);
		expect(Object.keys(ran.json[0] ?? {}).sort()).toEqual(['details', 'error', 'message']);
	});

	test('details hold the fields that Busha names', async () => {
		const { failed } = await runBusha(emulator, individual({ email: 'ada@example.com' }), toErrorOutput);
		expect(failed[0]?.json.details).toMatchObject({
			outcome: 'rejected',
			httpCode: 400,
			fields: { email: [{ reason: expect.any(String) }] },
		});
	});

	test('gets items whose expression cannot be resolved, and the others go on', async () => {
		const { id } = emulator.addCustomer();
		const customerId = locator('={{ $json.bad ? $("Nowhere").item.json.id : $json.id }}');
		const ran = await runBusha(emulator, { ...READ, customerId }, { items: [{ id }, { bad: true }], ...toErrorOutput });
		expect(ran.json).toMatchObject([{ id }]);
		expect(ran.failed).toMatchObject([
			{ json: { bad: true, error: expect.any(String), details: { outcome: 'notSent' } }, pairedItem: { item: 1 } },
		]);
	});

	test.each([
		['resource', { resource: 'nothing', operation: 'get' }],
		['operation', { resource: 'balance', operation: 'nothing' }],
		['property of every object as operation', { resource: 'balance', operation: 'toString' }],
	])('gets every item of an unknown %s; nothing is sent', async (_name, parameters) => {
		const ran = await runBusha(emulator, parameters, { items: [{ a: 1 }, { a: 2 }], ...toErrorOutput });
		expect([ran.json, ran.failed.map(({ json }) => [json.a, (json.details as { outcome: string }).outcome])]).toEqual([
			[],
			[
				[1, 'notSent'],
				[2, 'notSent'],
			],
		]);
		const stopped = await runBusha(emulator, parameters);
		expect(stopped.error?.message).toContain(`The resource "${parameters.resource}" has no operation`);
		expect(calls(emulator)).toEqual([]);
	});
});

describe('answers that are not of the API', () => {
	test.each([
		['a web page with status 200', { kind: 'html', commit: false }],
		['an empty answer', { kind: 'answer', status: 200, commit: false, body: '' }],
		['a plain text', { kind: 'answer', status: 200, commit: false, body: 'ok' }],
		['a list without an envelope', { kind: 'answer', status: 200, commit: false, body: [] }],
		['an object without an envelope', { kind: 'answer', status: 200, commit: false, body: { ok: true } }],
		[
			'an envelope without data',
			{ kind: 'answer', status: 200, commit: false, body: { status: 'success', message: 'ok' } },
		],
		[
			'an error with status 200',
			{ kind: 'answer', status: 200, commit: false, body: { status: 'error', error: { message: 'no' }, data: {} } },
		],
		['no content', { kind: 'answer', status: 204, commit: false, body: '' }],
		['half an answer', { kind: 'cut' }],
	] as const)('%s is an error of one item, never an empty item', async (_name, fault) => {
		emulator.addCustomer({ id: 'CUS_Sample0000001' });
		emulator.onRequest(() => fault);
		const ran = await runBusha(emulator, READ, toErrorOutput);
		expect(ran.json).toEqual([]);
		expect(ran.failed).toMatchObject([{ json: { error: expect.any(String), message: expect.any(String) } }]);
	});

	test('a list that is none is an error too', async () => {
		emulator.fault({}, { kind: 'answer', status: 200, commit: false, body: { status: 'success', data: { id: 1 } } });
		const { error } = await runBusha(emulator, balances);
		expect(error?.message).toContain('something other than a list');
	});

	test.each([[301], [302], [303], [307], [308]] as const)(
		'a redirection (%d) to another address is not followed: the key does not go there',
		async (status) => {
			emulator.onRequest(() => ({ kind: 'redirect', commit: false, location: `${elsewhere.url}/v1/balances`, status }));
			for (const parameters of [balances, WRITE]) {
				const { error, json } = await runBusha(emulator, parameters);
				expect([json, error?.message]).toEqual([[], expect.stringContaining('redirection')]);
			}
			expect(calls(elsewhere)).toEqual([]);
		},
	);

	test('a redirection to the same address is not followed either', async () => {
		emulator.onRequest(({ path }) =>
			path === '/v1/balances' ? { kind: 'redirect', commit: false, location: '/v1/customers' } : undefined,
		);
		const { error } = await runBusha(emulator, balances);
		expect(error?.message).toContain('redirection');
		expect(new Set(calls(emulator))).toEqual(new Set(['GET /v1/balances']));
	});
});

describe('the outcome', () => {
	test('when nothing listens at the address: nothing was sent', async () => {
		for (const parameters of [READ, WRITE]) {
			const { error } = await runBusha(emulator, parameters, { credential: { baseUrl: 'http://127.0.0.1:9' } });
			expect(error).toMatchObject({
				message: expect.stringContaining('could not be reached'),
				context: { details: { outcome: 'notSent' } },
			});
		}
	});

	test('when a write has no answer, and looking does not help either: unknown', async () => {
		emulator.onRequest(() => ({ kind: 'reset', commit: false }));
		const { error } = await runBusha(emulator, WRITE);
		expect(error).toMatchObject({
			message: expect.stringContaining('connection ended'),
			context: { details: { outcome: 'unknown' } },
		});
		expect(calls(emulator).filter((call) => call.startsWith('POST'))).toHaveLength(1);
	});

	test.each([
		['has no answer', { kind: 'reset', commit: false }],
		['is answered with a web page', { kind: 'html', commit: false }],
	] as const)('when a read %s: rejected, since it cannot have changed anything', async (_name, fault) => {
		emulator.onRequest(() => fault);
		const { error } = await runBusha(emulator, READ);
		expect(error).toMatchObject({
			description: expect.not.stringContaining('Look before'),
			context: { details: { outcome: 'rejected' } },
		});
	});

	test.each([[500], [502], [503], [504], [408]])(
		'when a write is answered with %d for good: unknown',
		async (status) => {
			emulator.fault({ method: 'POST' }, { kind: 'answer', status, commit: false }, 20);
			const { failed } = await runBusha(emulator, WRITE, toErrorOutput);
			expect(failed).toMatchObject([{ json: { details: { outcome: 'unknown', httpCode: status } } }]);
		},
	);

	test('when a write is refused: rejected, and it is sent once', async () => {
		emulator.fault({ method: 'POST' }, { kind: 'answer', status: 409, commit: false }, 20);
		const { failed } = await runBusha(emulator, WRITE, toErrorOutput);
		expect(failed).toMatchObject([{ json: { details: { outcome: 'rejected', httpCode: 409 } } }]);
		expect(calls(emulator)).toHaveLength(1);
	});
});

describe('repetition', () => {
	test.each([[500], [502], [503], [504], [408], [429]])(
		'a read that is answered with %d is repeated',
		async (status) => {
			emulator.fault({}, { kind: 'answer', status, commit: false }, 2);
			const { json, error } = await runBusha(emulator, balances);
			expect(error).toBeUndefined();
			expect(json).not.toEqual([]);
			expect(calls(emulator)).toHaveLength(3);
		},
	);

	test.each([
		['reset', { kind: 'reset', commit: false }],
		['cut short', { kind: 'cut' }],
	] as const)('a read whose answer is %s is repeated', async (_name, fault) => {
		emulator.fault({}, fault);
		const { json } = await runBusha(emulator, balances);
		expect(json).not.toEqual([]);
	});

	test('a read is given up after four tries', async () => {
		emulator.fault({}, { kind: 'answer', status: 500, commit: false }, 20);
		const { error } = await runBusha(emulator, READ);
		expect(error).toMatchObject({ httpCode: '500', context: { details: { outcome: 'rejected' } } });
		expect(calls(emulator)).toHaveLength(4);
	});

	test.each([[400], [403], [404], [409], [422]])('a read that is refused with %d is not repeated', async (status) => {
		emulator.fault({}, { kind: 'answer', status, commit: false }, 20);
		const { error } = await runBusha(emulator, READ);
		expect([error?.httpCode, calls(emulator).length]).toEqual([String(status), 1]);
	});

	test('a write that is answered with 429 is repeated, once Retry-After is over', async () => {
		emulator.fault({}, { kind: 'answer', status: 429, commit: false, retryAfter: 7 });
		const { json } = await runBusha(emulator, WRITE);
		const [first, second] = emulator.requests;
		expect(json).toMatchObject([{ currency: 'SOL' }]);
		expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(7000);
	});
});

describe('secrets', () => {
	test.each([['stopWorkflow'], ['continueErrorOutput']] as const)(
		'that Busha repeats in an error never show (onError %s)',
		async (onError) => {
			const [key, webhookSecret] = secretsOf(emulator) as [string, string];
			const body = {
				error: { name: 'bad_request', message: `Bearer ${key} is not allowed` },
				fields: { [`key ${key}`]: [{ message: webhookSecret }] },
				schema: { reason: key, fix: `Use ${webhookSecret}` },
			};
			emulator.onRequest(() => ({ kind: 'answer', status: 400, commit: false, body }));
			const { run, failed, error } = await runBusha(emulator, READ, { settings: { onError } });
			expect(everything(onError === 'stopWorkflow' ? error : failed)).toContain('Bearer *** is not allowed');
			for (const secret of secretsOf(emulator)) expect(everything(run)).not.toContain(secret);
		},
	);

	test.each([
		['a reset connection', { kind: 'reset', commit: false }],
		['a redirection', { kind: 'redirect', commit: false, location: '/elsewhere' }],
		['a web page', { kind: 'html', commit: false }],
		['a failure', { kind: 'answer', status: 500, commit: false }],
	] as const)('do not show after %s', async (_name, fault) => {
		emulator.onRequest(() => fault);
		for (const parameters of [READ, WRITE]) {
			const { run, error } = await runBusha(emulator, parameters);
			expect([NodeApiError.name, NodeOperationError.name]).toContain(error?.name);
			for (const secret of secretsOf(emulator)) expect(everything(run)).not.toContain(secret);
		}
	});
});
