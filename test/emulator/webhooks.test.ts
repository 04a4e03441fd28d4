/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sign, startEmulator, type Emulator } from '../../emulator';
import { CONVERSION, INDIVIDUAL, PAYOUT, TestClient } from './testClient';

interface Received {
	body: { business_id: string; event: string; data: { id: string; status: string } };
	raw: string;
	signature: string;
}

let emulator: Emulator;
let api: TestClient;
let receiver: Server;
let url: string;
let received: Received[];
let answer: number;

beforeAll(async () => {
	receiver = createServer((request, response) => {
		let raw = '';
		request.on('data', (chunk: Buffer) => (raw += chunk.toString()));
		request.on('end', () => {
			received.push({
				raw,
				body: JSON.parse(raw) as Received['body'],
				signature: String(request.headers['x-bu-signature']),
			});
			response.writeHead(answer).end();
		});
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
beforeEach(async () => {
	[received, answer] = [[], 200];
	emulator = await startEmulator({ speed: 0, rateLimit: false });
	api = new TestClient(emulator);
});
afterEach(async () => {
	expect(emulator.violations).toEqual([]);
	await emulator.stop();
});
afterAll(() => {
	receiver.closeAllConnections();
	receiver.close();
});

const events = () => received.map(({ body }) => body.event);

test('the signature is the one of the reference', () => {
	const body =
		'{"business_id":"BUS_Sample0000000000001","event":"transfer.pending","data":{"id":"TRF_Sample000001","status":"pending"}}';
	expect(sign(body, 'sample_webhook_secret')).toBe('7Q4eVX+FIkr0vZVBo+USYCKqAYq61mPdf4Ot53jnk4A=');
});

test('every step of a transfer is announced, signed, in order', async () => {
	emulator.webhooks.register(url);
	const transfer = await api.pay(PAYOUT(emulator.addRecipient({ account_number: '9999999999' }).id));
	emulator.clock.advance(4000);
	await emulator.webhooks.idle();
	expect(events()).toEqual(
		['pending', 'processing', 'outgoing_payment_sent', 'funds_not_delivered', 'funds_refunded'].map(
			(status) => `transfer.${status}`,
		),
	);
	for (const { body, raw, signature } of received) {
		expect(body).toMatchObject({
			business_id: emulator.businessId,
			data: { id: transfer.id, status: body.event.slice('transfer.'.length) },
		});
		expect(body.data).not.toHaveProperty('category');
		expect(signature).toBe(sign(raw, emulator.webhookSecret));
	}
	expect(emulator.webhooks.deliveries.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
});

test('customers and payment requests are announced too', async () => {
	emulator.webhooks.register(url);
	const { id } = await api.data<{ id: string }>('POST', '/v1/customers', { body: INDIVIDUAL });
	await api.call('PUT', `/v1/customers/${id}`, {
		body: {
			...INDIVIDUAL,
			identifying_information: [
				{ type: 'national-id', number: '1', country: 'NG' },
				{ type: 'selfie', number: '', country: 'NG', image_front: 'c2FtcGxl' },
			],
		},
	});
	await api.call('POST', `/v1/customers/${id}/verify`);
	emulator.clock.advance(2000);
	const request = {
		additional_info: { email: 'payer@gmail.com' },
		quote_amount: '50000',
		quote_currency: 'NGN',
		source_currency: 'USDT',
		target_currency: 'USDT',
		pay_in: { type: 'address', network: 'TRX' },
	};
	await api.call('POST', '/v1/payments/requests', { body: request });
	emulator.clock.advance(4000);
	await api.call('POST', '/v1/payments/requests', {
		body: { ...request, additional_info: { email: 'payer@gmail.com', name: 'Nobody' } },
	});
	emulator.clock.advance(60 * 60_000);
	await emulator.webhooks.idle();
	expect(events()).toEqual([
		'customer.created',
		'customer.updated',
		'customer.verification.in_review',
		'customer.verification.active',
		'payment_request.pending',
		'payment_request.processing',
		'payment_request.completed',
		'payment_request.pending',
		'payment_request.expired',
	]);
});

test('a receiver can ask for some events, with its own secret', async () => {
	emulator.webhooks.register(url, { events: ['transfer.funds_converted'], secret: 'own' });
	await api.pay(CONVERSION);
	emulator.clock.advance(4000);
	await emulator.webhooks.idle();
	expect(events()).toEqual(['transfer.funds_converted']);
	expect(received[0]?.signature).toBe(sign(received[0]?.raw ?? '', 'own'));
});

test('redelivery sends the same bytes; any event can be delivered by hand', async () => {
	emulator.webhooks.register(url);
	const data = {
		id: '00000000-0000-4000-8000-000000000001',
		profile_id: emulator.businessId,
		amount: '5900.00',
		fee: '100.00',
		total: '6000.00',
		currency: 'NGN',
		channel: 'bank_transfer',
		status: 'COMPLETED',
	};
	const first = await emulator.webhooks.deliver('deposit.success', data);
	const second = await emulator.webhooks.redeliver(first.index);
	expect([second.index, second.status, received[1]]).toEqual([1, 200, received[0]]);
	expect(received[0]?.body.event).toBe('deposit.success');
});

test('a receiver that fails or is gone harms nobody', async () => {
	answer = 500;
	emulator.webhooks.register(url);
	emulator.webhooks.register('http://127.0.0.1:9/gone');
	await api.pay(CONVERSION);
	await emulator.webhooks.idle();
	const [failed, gone] = emulator.webhooks.deliveries;
	expect([failed?.status, gone?.status, typeof gone?.error]).toEqual([500, undefined, 'string']);
});

test('with a running clock they go out although nobody asks', async () => {
	const running = await startEmulator({ speed: 100 });
	running.webhooks.register(url);
	await new TestClient(running).pay(CONVERSION);
	const deadline = Date.now() + 5000;
	while (!events().includes('transfer.funds_converted') && Date.now() < deadline)
		await new Promise((resolve) => setTimeout(resolve, 10));
	expect(events()).toEqual(['transfer.pending', 'transfer.processing', 'transfer.funds_converted']);
	await running.stop();
});
