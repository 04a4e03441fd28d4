/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { request } from 'undici';

import { baseUrlOf, BushaApi } from '../../credentials/BushaApi.credentials';
import { sign } from '../../emulator';
import { credentialsOf, payoutTo, runBusha } from '../support/busha';
import { PACKAGE_DIR } from '../support/package';
import { testEmulator } from '../support/testEmulator';
import { TriggerHost } from '../support/trigger';
import { page, table } from './markdown';

const emulator = testEmulator();
const security = page('docs/security.md');
const plain = (text = ''): string => text.replaceAll('`', '');

test('requests go to the addresses of the table', () => {
	const addresses = table(security, 'Environment', 'Address').map(([name = '', address]) => [
		name,
		baseUrlOf({ environment: name.toLowerCase(), baseUrl: 'the base URL of the credential' }),
		plain(address),
	]);
	expect(addresses).toHaveLength(3);
	for (const [, used, told] of addresses) expect(used).toBe(told);
});

test('the code names no other address than those and documentation', () => {
	const code = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(join(PACKAGE_DIR, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.ts'))
			.map((name) => page(join(folder, name))),
	);
	const hosts = code.flatMap((text) => [...text.matchAll(/https?:\/\/([\w.-]+\.[a-z]+)/g)].map(([, host]) => host));
	const modules = code.flatMap((text) => [...text.matchAll(/from '([^.'][^']*)'/g)].map(([, name]) => name));
	// The last one only shows in a panel what a web address looks like.
	expect([...new Set(hosts)].sort()).toEqual(['api.busha.io', 'api.sandbox.busha.so', 'docs.busha.io', 'example.com']);
	expect([...new Set(modules)].sort()).toEqual(['n8n-workflow', 'node:crypto']);
	const unsafe = /process\.(env|argv|cwd|exit)|rejectUnauthorized|skipSslCertificateValidation/;
	expect(code.map((text) => unsafe.exec(text)?.[0]).filter(Boolean)).toEqual([]);
});

/** What an HTTP client sends by itself. */
const OF_THE_CLIENT = [
	'accept',
	'accept-encoding',
	'connection',
	'content-length',
	'content-type',
	'host',
	'user-agent',
];

test('the headers of requests are those of the table', async () => {
	const customer = emulator.addCustomer();
	const recipient = emulator.addRecipient({}, customer.id);
	emulator.fund('NGN', '5000', customer.id);
	const credential = { publicKey: emulator.publicKey };
	const { error } = await runBusha(
		emulator,
		payoutTo(recipient.id, { customerId: customer.id, reference: 'invoice-2026-42' }),
		{ credential },
	);
	await runBusha(
		emulator,
		{ resource: 'paymentRequest', operation: 'get', paymentRequestId: 'PAYR_unknown00001' },
		{ credential },
	);
	expect(error).toBeUndefined();
	const sent = emulator.requests.flatMap(({ headers }) => Object.keys(headers));
	const own = [...new Set(sent)].filter((name) => !OF_THE_CLIENT.includes(name)).sort();
	expect(own).toEqual(table(security, 'Header', 'Value', 'With which requests').map(([name]) => plain(name)));
	for (const { headers, path } of emulator.requests) {
		expect(headers.authorization).toBe(`Bearer ${emulator.secretKey}`);
		expect(headers['x-bu-public-key'] !== undefined).toBe(path.startsWith('/v1/payments/requests/'));
	}
});

test('every request has the address of the credential, whatever else it is asked for', async () => {
	const credentials = { environment: 'production', secretKey: 'key' };
	const request: IHttpRequestOptions = { url: '/v1/balances', baseURL: 'https://elsewhere.example' };
	expect(await new BushaApi().authenticate(credentials, request)).toMatchObject({ baseURL: 'https://api.busha.io' });
});

test('Busha Trigger stores digests and times', async () => {
	const host = await new TriggerHost({ events: ['*'] }, credentialsOf(emulator)).listen();
	host.startMs = 50;
	try {
		const data = { id: 'TRF_Sample0000001', amount: '5900.00', customer: 'Ada Obi' };
		const body = JSON.stringify({ business_id: emulator.businessId, event: 'transfer.processing', data });
		const headers = { 'x-bu-signature': sign(body, emulator.webhookSecret) };
		expect((await request(host.url, { method: 'POST', body, headers })).statusCode).toBe(200);
	} finally {
		await host.stop();
	}
	const { seen, ...rest } = host.stored as { seen: IDataObject };
	expect(rest).toEqual({});
	expect(Object.entries(seen)).toEqual([[expect.stringMatching(/^[\w-]{22}$/), expect.any(Number)]]);
});
