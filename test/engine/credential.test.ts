import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createRunExecutionData,
	type ICredentialDataDecryptedObject,
	type IExecuteData,
	type INode,
	type INodeType,
	type INodeTypes,
	NodeHelpers,
	Workflow,
} from 'n8n-workflow';

import { baseUrlOf } from '../../credentials/BushaApi.credentials';
import { credentialsOf, runBusha } from '../support/busha';
import { engineParts } from '../support/engine';
import { loadPackage } from '../support/package';
import { calls, everything, otherServer, testEmulator, wantedProblems } from '../support/testEmulator';

const emulator = testEmulator();
const elsewhere = otherServer();

/** A value inside of another, by its path, as n8n looks for it. */
const get = (value: unknown, path: string): unknown =>
	path.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], value);

/** Runs the credential's own test and applies its rules, as n8n does when it is saved. */
async function testCredential(more: object) {
	const data = { ...credentialsOf(emulator).bushaApi, ...more } as ICredentialDataDecryptedObject;
	const { additionalData } = await engineParts({ bushaApi: data });
	const { test: ownTest } = (await loadPackage()).getCredential('bushaApi').type;
	const probe = {
		description: {
			displayName: 'Probe',
			name: 'probe',
			group: ['input'],
			version: 1,
			description: '',
			defaults: { name: 'Probe' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'bushaApi', required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request: ownTest?.request } },
			],
		},
	} as INodeType;
	const nodeTypes: INodeTypes = {
		getByName: () => probe,
		getByNameAndVersion: () => NodeHelpers.getVersionedNodeType(probe, 1),
		getKnownTypes: () => ({}),
	};
	const node: INode = {
		id: 'p',
		name: 'Probe',
		type: 'probe',
		typeVersion: 1,
		position: [0, 0],
		parameters: { temp: '' },
		credentials: { bushaApi: { id: '1', name: 'Busha' } },
	};
	const workflow = new Workflow({ id: 'w', active: false, nodes: [node], connections: {}, nodeTypes });
	const input = { main: [[{ json: {} }]] };
	const execute: IExecuteData = { node, data: input, source: null };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createRunExecutionData(),
		0,
		input.main[0] ?? [],
		input,
		execute,
		[],
	);
	const output = await new RoutingNode(context, probe, { id: '1', name: 'Busha', type: 'bushaApi', data } as never)
		.runNode()
		.catch((error: Error) => {
			const { response } = (error.cause ?? {}) as { response?: { status: number } };
			for (const rule of ownTest?.rules ?? [])
				if (rule.type === 'responseCode' && rule.properties.value === response?.status)
					throw new Error(rule.properties.message);
			throw error;
		});
	for (const rule of ownTest?.rules ?? []) {
		if (
			rule.type === 'responseSuccessBody' &&
			get(output?.[0]?.[0]?.json, rule.properties.key) === rule.properties.value
		)
			throw new Error(rule.properties.message);
	}
	return output;
}

describe('the test of the credential', () => {
	test('passes with a good key, by reading the balances', async () => {
		await expect(testCredential({})).resolves.toBeDefined();
		expect(calls(emulator)).toEqual(['GET /v1/balances']);
		expect(emulator.requests[0]?.headers.authorization).toBe(`Bearer ${emulator.secretKey}`);
	});

	test.each(['bad', ''])('fails with the key "%s", and says where to find it', async (secretKey) => {
		await expect(testCredential({ secretKey })).rejects.toThrow('Copy it from the Busha dashboard');
	});

	test('fails with a key that may not read balances, and says what to do', async () => {
		emulator.fault({}, { kind: 'answer', status: 403, commit: false });
		await expect(testCredential({})).rejects.toThrow('Give it that permission');
	});

	test.each(['api.busha.io', 'https://', 'https://a b.example', '', 'ftp://api.busha.io'])(
		'fails for the base URL "%s", which is no web address',
		async (baseUrl) => {
			await expect(testCredential({ baseUrl })).rejects.toThrow('The base URL is not a web address');
		},
	);

	test.each([
		['a web page', { kind: 'html', commit: false }],
		['an empty answer', { kind: 'answer', status: 200, commit: false, body: '' }],
		['something else in JSON', { kind: 'answer', status: 200, commit: false, body: { ok: true } }],
		['another API of the same manners', { kind: 'answer', status: 200, commit: false, body: { status: 'success' } }],
		['data that is no list', { kind: 'answer', status: 200, commit: false, body: { status: 'success', data: {} } }],
		['a bare list', { kind: 'answer', status: 200, commit: false, body: [{ id: 1 }] }],
	] as const)('fails for an address that answers with %s', async (_what, fault) => {
		emulator.fault({}, fault);
		await expect(testCredential({})).rejects.toThrow('This is not the address of the Busha API');
	});

	test('passes for an account without balances', async () => {
		emulator.fault(
			{},
			{ kind: 'answer', status: 200, commit: false, body: { status: 'success', message: 'Fetched', data: [] } },
		);
		await expect(testCredential({})).resolves.toBeDefined();
	});

	test('fails for an address with an extra path, and names the base URL', async () => {
		await expect(testCredential({ baseUrl: `${emulator.url}/busha` })).rejects.toThrow('base URL');
		wantedProblems(emulator);
	});

	test('takes a key with spaces and line breaks around it', async () => {
		await expect(testCredential({ secretKey: `\n ${emulator.secretKey} \r\n` })).resolves.toBeDefined();
		expect(emulator.requests[0]?.headers.authorization).toBe(`Bearer ${emulator.secretKey}`);
	});

	test.each([['/'], ['//'], ['/v1'], ['/v1/'], ['//v1//'], ['  '], [' / '], ['/v1 ']])(
		'takes a base URL that ends in "%s"',
		async (end) => {
			await expect(testCredential({ baseUrl: `  ${emulator.url}${end}` })).resolves.toBeDefined();
			expect(calls(emulator)).toEqual(['GET /v1/balances']);
		},
	);

	test('does not follow a redirection to another address, so the key does not go there', async () => {
		emulator.fault({}, { kind: 'redirect', commit: false, location: `${elsewhere.url}/v1/balances` }, 5);
		await expect(testCredential({})).rejects.toThrow();
		expect(calls(elsewhere)).toEqual([]);
	});

	test.each([[''], ['not an address']])('fails for a custom environment with the base URL "%s"', async (baseUrl) => {
		await expect(testCredential({ baseUrl })).rejects.toThrow();
		expect(calls(emulator)).toEqual([]);
	});
});

describe('where requests go', () => {
	test.each([
		[{ environment: 'sandbox' }, 'https://api.sandbox.busha.so'],
		[{}, 'https://api.sandbox.busha.so'],
		[{ environment: 'production' }, 'https://api.busha.io'],
		[{ environment: 'production', baseUrl: 'https://left.over' }, 'https://api.busha.io'],
		[{ environment: 'custom', baseUrl: ' https://api.busha.io/v1/ ' }, 'https://api.busha.io'],
		[{ environment: 'custom', baseUrl: 'https://proxy.ng/busha/' }, 'https://proxy.ng/busha'],
	])('%j: %s', (credentials, url) => {
		expect(baseUrlOf(credentials)).toBe(url);
	});

	test('the node sends the key trimmed and unchanged, and the same address serves node and test', async () => {
		const { json } = await runBusha(
			emulator,
			{ resource: 'balance', operation: 'getAll' },
			{ credential: { secretKey: ` ${emulator.secretKey}\n`, baseUrl: `${emulator.url}//v1/ ` } },
		);
		expect(json).not.toEqual([]);
		expect(emulator.requests[0]?.headers.authorization).toBe(`Bearer ${emulator.secretKey}`);
	});

	test.each([[''], ['busha'], ['ftp://busha.ng'], ['https://']])(
		'the node refuses the base URL "%s" before anything is sent, in both error modes',
		async (baseUrl) => {
			const parameters = { resource: 'balance', operation: 'getAll' };
			const stopped = await runBusha(emulator, parameters, { credential: { baseUrl } });
			expect(stopped.error).toMatchObject({
				message: expect.stringContaining('base URL'),
				description: expect.stringContaining('https://'),
				context: { details: { outcome: 'notSent' } },
			});
			const continued = await runBusha(emulator, parameters, {
				credential: { baseUrl },
				items: [{ a: 1 }, { a: 2 }],
				settings: { onError: 'continueErrorOutput' },
			});
			expect(continued.json).toEqual([]);
			expect(continued.failed).toMatchObject([
				{ json: { a: 1, details: { outcome: 'notSent' } } },
				{ json: { a: 2, details: { outcome: 'notSent' } } },
			]);
			expect(calls(emulator)).toEqual([]);
		},
	);

	test('the node, too, names the base URL when the address has an extra path', async () => {
		const { error } = await runBusha(
			emulator,
			{ resource: 'balance', operation: 'getAll' },
			{ credential: { baseUrl: `${emulator.url}/busha` } },
		);
		expect(error).toMatchObject({
			httpCode: '404',
			description: expect.stringContaining('base URL in the credential'),
		});
		wantedProblems(emulator);
	});

	test('neither the key nor the webhook secret is in the node, in what it gives, or in what n8n saves of the run', async () => {
		const { run } = await runBusha(emulator, { resource: 'balance', operation: 'getAll' });
		for (const secret of [emulator.secretKey, emulator.webhookSecret]) expect(everything(run)).not.toContain(secret);
	});
});
