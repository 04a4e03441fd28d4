/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';

import { notConnected } from '../../nodes/Busha/api/connection';
import { clock } from '../../nodes/Busha/api/clock';
import { apiOf } from '../support/api';
import { runBusha } from '../support/busha';
import { selfSigned } from '../support/certificate';
import { TestCredentialsHelper } from '../support/credentials';
import { calls, testEmulator, wantedProblems } from '../support/testEmulator';

const emulator = testEmulator({ speed: 0 });
const READ = { resource: 'balance', operation: 'get', currency: 'NGN' };
const WRITE = { resource: 'balance', operation: 'create', currency: 'SOL' };

let server: Server | undefined;
afterEach(async () => {
	delete process.env.HTTPS_PROXY;
	jest.restoreAllMocks();
	await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
	server = undefined;
});

async function listening(made: Server): Promise<string> {
	server = made;
	await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
	return `127.0.0.1:${(made.address() as AddressInfo).port}`;
}

/** What a write that goes to the address ends as, and how long it went on trying. */
async function written(baseUrl: string, parameters = WRITE) {
	const begun = emulator.clock.now();
	const { error } = await runBusha(emulator, parameters, { credential: { baseUrl } });
	return {
		error,
		details: error?.context.details,
		text: `${error?.message} ${error?.description}`,
		took: emulator.clock.now() - begun,
	};
}

test('a certificate that nobody has signed: nothing was sent, and it says what to do', async () => {
	const reached: string[] = [];
	const address = await listening(
		createHttpsServer(selfSigned('127.0.0.1'), (request, response) => {
			reached.push(`${request.method} ${request.url}`);
			response.end('{}');
		}),
	);
	const { details, text, took } = await written(`https://${address}`);
	expect(details).toEqual({ outcome: 'notSent' });
	expect(text).toMatch(
		/certificate of the address is not trusted, so nothing was sent.*NODE_EXTRA_CA_CERTS.*DEPTH_ZERO_SELF_SIGNED_CERT/,
	);
	expect(reached).toEqual([]);
	expect(took).toBe(0);
});

test('a refused connection says that Busha is away, and is tried for about half a minute', async () => {
	const { details, text, took } = await written('http://127.0.0.1:9');
	expect(details).toEqual({ outcome: 'notSent' });
	expect(text).toMatch(/Busha could not be reached.*ECONNREFUSED 127\.0\.0\.1:9/);
	expect(took).toBeGreaterThan(27_000);
	expect(took).toBeLessThanOrEqual(30_000);
});

/** n8n opens the credential, and then cannot read it so many times. Returns how often it has tried to. */
function databaseAway(times: number, problem: Error): () => number {
	const read = TestCredentialsHelper.prototype.getDecrypted;
	let reads = 0;
	jest.spyOn(TestCredentialsHelper.prototype, 'getDecrypted').mockImplementation(async function (
		this: TestCredentialsHelper,
		...args
	) {
		if (++reads > 1 && reads <= 1 + times) throw problem;
		return await read.apply(this, args);
	});
	return () => reads;
}

test.each([
	['connect ECONNREFUSED 127.0.0.1:5432', { code: 'ECONNREFUSED', syscall: 'connect' }],
	['terminating connection due to administrator command', { code: '57P01' }],
	['the database system is starting up', { code: '57P03' }],
	['Connection terminated unexpectedly', {}],
])('a database of n8n that is away costs no item: %s', async (message, facts) => {
	await runBusha(emulator, READ);
	const reads = databaseAway(4, Object.assign(new Error(message), facts));
	const { json } = await runBusha(emulator, WRITE);
	expect([json.length, reads()]).toEqual([1, 6]);
});

test('a database of n8n that stays away is told as what it is', async () => {
	await runBusha(emulator, READ);
	databaseAway(Infinity, Object.assign(new Error('it holds secrets'), { code: '57P01' }));
	const { details, text, took } = await written(emulator.url);
	expect(details).toEqual({ outcome: 'notSent' });
	expect(text).toMatch(/n8n could not read the credential, so nothing was sent.*database.*57P01/);
	expect(text).not.toContain('secrets');
	expect(took).toBeGreaterThan(27_000);
	expect(calls(emulator)).toHaveLength(1);
});

test('once Busha has been away for long, the other items do not wait half a minute each', async () => {
	const begun = emulator.clock.now();
	const { failed } = await runBusha(emulator, WRITE, {
		items: Array.from({ length: 20 }, () => ({})),
		credential: { baseUrl: 'http://127.0.0.1:9', secretKey: 'away' },
		settings: { onError: 'continueErrorOutput' },
	});
	expect(failed).toHaveLength(20);
	expect(emulator.clock.now() - begun).toBeLessThan(60_000);
});

test('a name that nobody has: nothing was sent', async () => {
	const { details, text } = await written('http://busha.invalid');
	expect(details).toEqual({ outcome: 'notSent' });
	expect(text).toMatch(/could not be found.*(ENOTFOUND|EAI_AGAIN) busha\.invalid/);
});

test('a server that hangs up during the handshake: nothing was sent', async () => {
	const address = await listening(createTcpServer((socket) => socket.once('data', () => socket.destroy())));
	expect((await written(`https://${address}`)).details).toEqual({ outcome: 'notSent' });
});

test('a proxy that is away, and one that refuses: nothing was sent', async () => {
	process.env.HTTPS_PROXY = 'http://127.0.0.1:9';
	expect(await written('https://busha.example')).toMatchObject({
		details: { outcome: 'notSent' },
		text: expect.stringContaining('proxy'),
	});
	const proxy = createHttpServer();
	proxy.on('connect', (_request, socket: Socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
	process.env.HTTPS_PROXY = `http://${await listening(proxy)}`;
	expect(await written('https://busha.example')).toMatchObject({
		details: { outcome: 'notSent', httpCode: 407 },
		text: expect.stringContaining('HTTPS_PROXY'),
	});
});

test('a connection that ends after the request was sent is unknown, and for a read rejected', async () => {
	emulator.onRequest(() => ({ kind: 'reset', commit: false }));
	expect((await written(emulator.url)).details).toEqual({ outcome: 'unknown' });
	expect((await written(emulator.url, READ)).details).toEqual({ outcome: 'rejected' });
	expect(calls(emulator)).toContain('POST /v1/balances');
});

test('a request may take longer, the more it uploads', async () => {
	const api = await apiOf(emulator);
	clock.requestTimeoutMs = 100;
	emulator.onRequest(() => ({ kind: 'delay', ms: 500 }));
	const uploading = async (bytes: number) =>
		await api.send({ method: 'POST', path: '/v1/customers', effect: 'write', body: { file: 'x'.repeat(bytes) } });
	await expect(uploading(10)).rejects.toThrow('The connection ended before Busha answered');
	await expect(uploading(200_000)).rejects.toThrow('Busha refused the request');
	wantedProblems(emulator);
});

/** Errors as n8n wraps them, with what a real one holds. */
const wrapped = (inner: object) => ({ cause: { code: (inner as { code?: string }).code, cause: inner } });

test.each([
	['no route, while connecting', { code: 'EHOSTUNREACH', syscall: 'connect' }, 'notSent'],
	['no route, while reading the answer', { code: 'EHOSTUNREACH', syscall: 'read' }, undefined],
	['no network, while writing', { code: 'ENETUNREACH', syscall: 'write' }, undefined],
	['a reset while connecting', { code: 'ECONNRESET', syscall: 'connect' }, 'notSent'],
	['a reset while reading', { code: 'ECONNRESET', syscall: 'read' }, undefined],
	['an end without more', { code: 'ECONNRESET', message: 'socket hang up' }, undefined],
	['no answer in time', { code: 'ECONNABORTED', message: 'timeout of 30000ms exceeded' }, undefined],
	['no connection in time', { code: 'ETIMEDOUT', syscall: 'connect' }, 'notSent'],
	[
		'all addresses of a host refused',
		{ code: 'ECONNREFUSED', errors: [{ code: 'ECONNREFUSED', syscall: 'connect' }] },
		'notSent',
	],
	[
		'an error of TLS that can come late',
		{ code: 'EPROTO', syscall: 'write', message: 'wrong version number' },
		undefined,
	],
	['a refused connection without more', { code: 'ECONNREFUSED' }, undefined],
	['a certificate that has expired', { code: 'CERT_HAS_EXPIRED' }, 'barred'],
	['a certificate for another host', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'barred'],
	['a proxy that signs certificates itself', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'barred'],
	['a code that is a name of every object', { code: 'toString' }, undefined],
])('%s', (_name, error, result) => {
	expect(notConnected(wrapped(error))?.result).toBe(result);
});

/** Errors as n8n 1 gives them: without their causes. */
const inTexts = (code: string, text: string) => ({ cause: undefined, messages: [text, text], httpCode: code });

test.each([
	['connect ECONNREFUSED 127.0.0.1:9', 'ECONNREFUSED', 'notSent', '(ECONNREFUSED 127.0.0.1:9)'],
	['getaddrinfo ENOTFOUND api.example', 'ENOTFOUND', 'notSent', '(ENOTFOUND api.example)'],
	['self-signed certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'barred', '(DEPTH_ZERO_SELF_SIGNED_CERT)'],
	[
		'Client network socket disconnected before secure TLS connection was established',
		'ECONNRESET',
		'notSent',
		'ECONNRESET',
	],
	['read ECONNRESET', 'ECONNRESET', undefined, undefined],
	['a refusal to connect ECONNREFUSED 127.0.0.1:9', 'ECONNREFUSED', undefined, undefined],
])('n8n 1 says only "%s"', (text, code, result, place) => {
	const told = notConnected(inTexts(code, text));
	expect(told?.result).toBe(result);
	if (place) expect(told?.advice).toContain(place);
	else expect(told).toBeUndefined();
});
