import { createHmac } from 'node:crypto';

import fc from 'fast-check';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { webhookSecretsOf } from '../../credentials/BushaApi.credentials';
import { type Verdict, verdictOn } from '../../nodes/Busha/webhook/claims';
import { lookupOf } from '../../nodes/Busha/webhook/confirm';
import { type Delivery, isWanted, parseDelivery } from '../../nodes/Busha/webhook/delivery';
import { EVENTS, familyOf } from '../../nodes/Busha/webhook/events';
import { isSeen, keyOf, readSeen, remember } from '../../nodes/Busha/webhook/seen';
import { isSigned } from '../../nodes/Busha/webhook/verify';
import { forgeries } from '../support/forgeries';

const VECTOR = {
	secret: 'sample_webhook_secret',
	body: '{"business_id":"BUS_Sample0000000000001","event":"transfer.pending","data":{"id":"TRF_Sample000001","status":"pending"}}',
	signature: '7Q4eVX+FIkr0vZVBo+USYCKqAYq61mPdf4Ot53jnk4A=',
};
const vectorBytes = Buffer.from(VECTOR.body);

const delivery = (event: string, data: IDataObject = {}): Delivery => ({
	business_id: 'BUS_1',
	event,
	data: { id: 'X1', ...data },
});
const parsed = (value: unknown) =>
	parseDelivery(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));

describe('signatures', () => {
	test('the documented test vector passes', () => {
		expect(isSigned(vectorBytes, VECTOR.signature, [VECTOR.secret])).toBe(true);
		expect(isSigned(vectorBytes, VECTOR.signature, ['another secret', VECTOR.secret])).toBe(true);
	});

	test.each([
		['hex', createHmac('sha256', VECTOR.secret).update(VECTOR.body).digest('hex')],
		['base64url', VECTOR.signature.replaceAll('+', '-').replaceAll('/', '_')],
		['no padding', VECTOR.signature.slice(0, -1)],
		['unused bits set', VECTOR.signature.replace('A=', 'B=')],
		['a prefix', `sha256=${VECTOR.signature}`],
		['a space', `${VECTOR.signature} `],
		['nothing', ''],
		['no header', undefined],
		['two headers', [VECTOR.signature, VECTOR.signature]],
	])('another spelling does not: %s', (_what, signature) => {
		expect(isSigned(vectorBytes, signature, [VECTOR.secret])).toBe(false);
	});

	test('without a secret, or without the bytes, nothing passes', () => {
		expect(isSigned(vectorBytes, VECTOR.signature, [])).toBe(false);
		expect(isSigned(undefined, VECTOR.signature, [VECTOR.secret])).toBe(false);
		expect(isSigned(VECTOR.body, VECTOR.signature, [VECTOR.secret])).toBe(false);
	});

	test.each([
		[undefined, []],
		['', []],
		[' \n, ,', []],
		['one', ['one']],
		[' one ,two\r\nthree\n', ['one', 'two', 'three']],
		[7, []],
	])('the secrets in %j are %j', (webhookSecret, secrets) => {
		expect(webhookSecretsOf({ webhookSecret } as ICredentialDataDecryptedObject)).toEqual(secrets);
	});

	test('any other body or key does not pass', () => {
		fc.assert(
			fc.property(
				fc.uint8Array(),
				fc.uint8Array(),
				fc.string({ minLength: 1 }),
				fc.string({ minLength: 1 }),
				(a, b, key, other) => {
					const signature = createHmac('sha256', key).update(a).digest('base64');
					const same = Buffer.from(a).equals(Buffer.from(b));
					return (
						isSigned(Buffer.from(a), signature, [key]) &&
						isSigned(Buffer.from(b), signature, [key]) === same &&
						isSigned(Buffer.from(a), signature, [other]) === (key === other)
					);
				},
			),
		);
	});
});

describe('the shape of a delivery', () => {
	test('is read from the bytes', () => {
		expect(parsed(VECTOR.body)).toEqual(JSON.parse(VECTOR.body));
	});

	test('may have more than the documented parts', () => {
		expect(parsed({ ...delivery('transfer.pending'), sent_at: '2026-05-01T09:00:00Z' })).toMatchObject({
			sent_at: '2026-05-01T09:00:00Z',
		});
	});

	test('colons, quotes and brackets inside of texts mean nothing', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), (more) => {
				const safe = !/__proto__|constructor|prototype/.test(JSON.stringify(more));
				return !safe || parsed({ ...delivery('transfer.pending'), data: { id: 'X1', more } }) !== undefined;
			}),
		);
	});

	const corpus = forgeries('secret').filter(({ answers }) => answers.includes(400));
	test.each([...new Set(corpus.map(({ kind }) => kind))])('%s is refused', (kind) => {
		const taken = corpus.filter((forgery) => forgery.kind === kind && parseDelivery(forgery.body));
		expect(taken.map(({ body }) => body.toString().slice(0, 200))).toEqual([]);
	});

	test('each of thousands of random texts is answered', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
				parsed(text);
			}),
			{ numRuns: 2_000 },
		);
	});
});

test.each([
	[['*'], undefined, delivery('card.issued'), true],
	[['transfer.pending'], undefined, delivery('transfer.pending'), true],
	[['transfer.pending'], undefined, delivery('transfer.processing'), false],
	[['*'], 'CUS_A', delivery('transfer.pending', { profile_id: 'CUS_A' }), true],
	[['*'], 'CUS_A', delivery('transfer.pending', { profile_id: 'CUS_B' }), false],
	[['*'], 'CUS_A', delivery('transfer.pending', { id: 'CUS_A' }), false],
	[['*'], 'CUS_A', delivery('customer.updated', { id: 'CUS_A', profile_id: 'BUS_1' }), true],
	[['*'], 'BUS_1', delivery('deposit.success', { profile_id: 'BUS_1' }), true],
])('events %j of customer %s: %j is wanted: %s', (events, customerId, one, wanted) => {
	expect(isWanted(one, { events, customerId })).toBe(wanted);
});

describe('the catalogue', () => {
	test('has 27 events, sorted, each once and of a known family', () => {
		const names = EVENTS.map(({ name }) => name);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		expect(new Set(EVENTS.map(({ value }) => value)).size).toBe(27);
		expect(EVENTS.filter(({ value }) => familyOf(value) === 'other')).toEqual([]);
	});

	test.each(['card.issued', 'customers', '', 'constructor.name', '.customer'])('"%s" is of another family', (event) => {
		expect(familyOf(event)).toBe('other');
	});
});

describe('what was seen', () => {
	const raw = Buffer.from('{}');
	const DAY = 24 * 3_600_000;

	const at = (time: string, more: IDataObject = {}) => delivery('customer.updated', { updated_at: time, ...more });

	test('is the event, the object and the exact time of its change, whatever else the body holds', () => {
		const keys = [
			delivery('transfer.pending', { updated_at: '2026-05-01T09:00:00.1Z' }),
			delivery('transfer.pending', { updated_at: '2026-05-01T09:00:00.2Z' }),
			delivery('transfer.processing', { updated_at: '2026-05-01T09:00:00.1Z' }),
			delivery('transfer.pending', { id: 'X2', updated_at: '2026-05-01T09:00:00.1Z' }),
		];
		expect(new Set(keys.map((one) => keyOf(one, raw))).size).toBe(4);
		expect(keys.map((one) => keyOf(one, Buffer.from('{ }')))).toEqual(keys.map((one) => keyOf(one, raw)));
	});

	test.each([
		['whole seconds', at('2026-05-01T09:00:00Z')],
		['whole seconds with zeros', at('2026-05-01T09:00:00.000Z')],
		['only a time of creation', delivery('customer.updated', { created_at: '2026-05-01T09:00:00.317273Z' })],
		['an empty time', at('', { created_at: '2026-05-01T09:00:00.317273Z' })],
		['no time', delivery('customer.updated')],
	])('with %s is the whole body besides', (_what, one) => {
		expect(keyOf(one, raw)).toBe(keyOf(one, raw));
		expect(keyOf(one, Buffer.from('{ }'))).not.toBe(keyOf(one, raw));
	});

	test('is forgotten after a week', () => {
		const seen = {};
		expect(remember(seen, { key: 0 })).toBe(true);
		expect(isSeen(seen, 'key', 6 * DAY)).toBe(true);
		expect(isSeen(seen, 'key', 7 * DAY)).toBe(false);
	});

	test('is seen anew when it comes again after that', () => {
		const seen = { key: 7 * DAY };
		expect(remember(seen, { key: 0 })).toBe(false);
		expect(remember(seen, { key: 7 * DAY })).toBe(false);
		expect(remember(seen, { key: 14 * DAY })).toBe(true);
		expect(isSeen(seen, 'key', 20 * DAY)).toBe(true);
	});

	test('never grows beyond a thousand, and loses the oldest', () => {
		const seen = {};
		for (let now = 0; now < 3_000; now++) {
			remember(seen, { [`key${now}`]: now });
			if (Object.keys(seen).length > 1_000) throw new Error('too many');
		}
		expect(isSeen(seen, 'key1900', 3_000)).toBe(false);
		for (let now = 2_100; now < 3_000; now++) expect(isSeen(seen, `key${now}`, 3_000)).toBe(true);
	});

	test.each(['__proto__', 'constructor', 'toString'])('does not take "%s" for a key', (key) => {
		expect(isSeen(readSeen({}), key, 0)).toBe(false);
		const seen = readSeen(JSON.parse(`{"${key}":{"a":1}}`));
		remember(seen, { other: 0 });
		expect(isSeen(seen, key, 0)).toBe(false);
	});

	test.each([undefined, null, 'text', 7, ['x'], { key: 'soon' }])('stored as %j is nothing', (stored) => {
		expect(isSeen(readSeen(stored), 'key', 0)).toBe(false);
		expect(isSeen(readSeen(stored), '0', 0)).toBe(false);
	});
});

describe('confirmation', () => {
	test.each([
		[delivery('customer.created'), '/v1/customers/X1', undefined],
		[delivery('transfer.pending', { profile_id: 'CUS_A' }), '/v1/transfers/X1', 'CUS_A'],
		[delivery('transfer.pending', { profile_id: 'BUS_1' }), '/v1/transfers/X1', undefined],
		[delivery('transfer.pending', { id: 'a/../b?c' }), '/v1/transfers/a%2F..%2Fb%3Fc', undefined],
		[delivery('payment_request.pending', { profile_id: 'CUS_A' }), '/v1/payments/requests/X1', undefined],
	])('%j is read at %s for %s', (one, path, profileId) => {
		expect(lookupOf(one)).toMatchObject({ path });
		expect(lookupOf(one)?.profileId).toBe(profileId);
	});

	test.each(['deposit.success', 'ramp.transfer.failed', 'card.issued'])('%s cannot be read', (event) => {
		expect(lookupOf(delivery(event))).toBeUndefined();
	});

	const same = { source_currency: 'NGN', target_currency: 'NGN' };
	const conversion = { source_currency: 'NGN', target_currency: 'USDT', pay_out: { type: 'balance' } };
	const toBank = { ...same, pay_out: { type: 'bank_transfer' } };
	test.each<[string, IDataObject, Verdict]>([
		['transfer.pending', { status: 'pending', ...same }, 'bornOut'],
		['transfer.pending', { status: 'funds_received', ...same }, 'bornOut'],
		['transfer.pending', { status: 'cancelled', ...same }, 'outdated'],
		['transfer.processing', { status: 'pending', ...same }, 'early'],
		['transfer.funds_received', { status: 'processing', ...same }, 'early'],
		['transfer.funds_received', { status: 'funds_received', ...same }, 'bornOut'],
		['transfer.funds_received', { status: 'completed', ...same }, 'bornOut'],
		['transfer.funds_received', { status: 'failed', ...same }, 'outdated'],
		['transfer.funds_converted', { status: 'funds_received', ...conversion }, 'early'],
		['transfer.funds_converted', { status: 'completed', ...conversion }, 'bornOut'],
		['transfer.outgoing_payment_sent', { status: 'funds_delivered', ...toBank }, 'bornOut'],
		['transfer.outgoing_payment_sent', { status: 'funds_not_delivered', ...toBank }, 'outdated'],
		['transfer.funds_delivered', { status: 'outgoing_payment_sent', ...toBank }, 'early'],
		['transfer.funds_delivered', { status: 'funds_delivered', ...toBank }, 'bornOut'],
		['transfer.completed', { status: 'funds_converted', ...conversion }, 'bornOut'],
		['transfer.completed', { status: 'funds_converted', ...toBank }, 'early'],
		['transfer.completed', { status: 'something new', ...same }, 'early'],
		['transfer.failed', { status: 'failed', ...same }, 'bornOut'],
		['transfer.failed', { status: 'completed', ...same }, 'outdated'],
		['transfer.funds_not_delivered', { status: 'funds_refunded', ...toBank }, 'bornOut'],
		['transfer.funds_refunded', { status: 'funds_not_delivered', ...toBank }, 'early'],
		['transfer.funds_refunded', { status: 'funds_refunded', ...toBank }, 'bornOut'],
		['transfer.something.new', { status: 'pending', ...same }, 'bornOut'],
		['transfer.something.new', { status: 'failed', ...same }, 'outdated'],
		['customer.created', { status: 'inactive' }, 'bornOut'],
		['customer.updated', { status: 'rejected' }, 'bornOut'],
		['customer.verification.in_review', { status: 'active' }, 'bornOut'],
		['customer.verification.in_review', { status: 'rejected' }, 'outdated'],
		['customer.verification.active', { status: 'active' }, 'bornOut'],
		['customer.verification.active', { status: 'in_review' }, 'early'],
		['customer.verification.active', { status: 'inactive' }, 'early'],
		['customer.verification.rejected', { status: 'rejected' }, 'bornOut'],
		['customer.verification.rejected', { status: 'active' }, 'outdated'],
		['customer.verification.inactive', { status: 'inactive' }, 'bornOut'],
		['payment_request.pending', { status: 'completed' }, 'bornOut'],
		['payment_request.processing', { status: 'expired' }, 'outdated'],
		['payment_request.completed', { status: 'processing' }, 'early'],
		['payment_request.completed', { status: 'completed' }, 'bornOut'],
		['payment_request.expired', { status: 'expired' }, 'bornOut'],
		['payment_request.failed', { status: 'completed' }, 'outdated'],
		['transfer.funds_refunded', { status: 'reversed', ...toBank }, 'bornOut'],
		['transfer.funds_refunded', { status: 'funds_delivered', ...toBank }, 'outdated'],
		['transfer.funds_not_delivered', { status: 'outgoing_payment_sent', ...toBank }, 'early'],
		['customer.verification.in_review', { status: 'submitted' }, 'bornOut'],
		['customer.verification.in_review', { status: 'inactive' }, 'early'],
		['payment_request.processing', { status: 'under_payment' }, 'bornOut'],
		['payment_request.completed', { status: 'over_payment' }, 'early'],
		['payment_request.completed', { status: 'expired' }, 'outdated'],
	])('%s, of which the API shows %j, is %s', (event, object, verdict) => {
		expect(verdictOn(event, object)).toBe(verdict);
	});
});

test('the corpus has the promised size, and every kind', () => {
	const counts = new Map<string, number>();
	for (const { kind } of forgeries('secret')) counts.set(kind, (counts.get(kind) ?? 0) + 1);
	expect([...counts.values()].reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(500);
	expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(3);
});
