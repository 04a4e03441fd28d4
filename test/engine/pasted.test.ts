import { failureIn } from '../support/account';
import { locator, type Parameters, payoutTo, runBusha } from '../support/busha';
import { business, individual } from '../support/customers';
import { calls, testEmulator } from '../support/testEmulator';

const emulator = testEmulator();
const body = (path = /./) =>
	emulator.requests.find(({ method, path: asked }) => /POST|PUT|PATCH/.test(method) && path.test(asked))?.body;
const paid = (reference: string): Parameters => {
	emulator.fund('NGN', '10000');
	return payoutTo(emulator.addRecipient().id, { reference });
};

describe('text that is not its identity', () => {
	test.each([
		['={{ 20261104000000421 }}', 'may have lost digits'],
		['={{ "payment-2026-" + undefined }}', 'shows that an expression failed'],
		['={{ "payment-2026-" + { id: 1 } }}', 'shows that an expression failed'],
		['={{ "payment-2026-" + NaN }}', 'shows that an expression failed'],
		['={{ String(DateTime.fromISO("soon")) }}', 'shows that an expression failed'],
		['={{ $json.none }}', 'clear the field'],
	])('the reference %s is refused before anything is sent', async (reference, problem) => {
		const { error } = await runBusha(emulator, paid(reference));
		expect(`${error?.message} ${error?.description}`).toContain(problem);
		expect(calls(emulator)).toEqual([]);
	});

	test('one reference is one, however it was pasted', async () => {
		const recipient = emulator.addRecipient().id;
		emulator.fund('NGN', '10000');
		const items = [
			'invoice-2026-01',
			'\ufeffinvoice-2026-01',
			'invoice-2026-01\u200b',
			'\u202ainvoice-2026-01\u202c',
			' invoice-2026-01\u00a0',
		].map((reference) => ({ reference }));
		const { json, error } = await runBusha(emulator, payoutTo(recipient, { reference: '={{ $json.reference }}' }), {
			items,
		});
		expect([error, json.map(({ replayed = false }) => replayed)]).toEqual([undefined, [false, true, true, true, true]]);
		expect(emulator.state.transfers.size).toBe(1);
	});

	test.each([['taxIdentificationNumber'], ['registrationNumber'], ['licenseNumber']])(
		'a %s that came as a number is refused, since it may have lost zeros',
		async (name) => {
			const { error } = await runBusha(emulator, business({ businessRegistration: { [name]: '={{ 123456789 }}' } }));
			expect(error?.message).toContain('came as a number');
			expect(calls(emulator)).toEqual([]);
		},
	);

	test('a number of eleven digits is a whole BVN', async () => {
		const owner = {
			firstName: 'Ada',
			lastName: 'Sample',
			role: 'owner',
			percentageOwnership: 100,
			isPep: false,
			nationality: 'NG',
			bvn: '={{ 12345678901 }}',
		};
		const { error } = await runBusha(emulator, business({ businessOwners: { owners: [owner] } }));
		expect([error, body()]).toMatchObject([undefined, { business_owners: [{ bvn: '12345678901' }] }]);
	});

	test.each([['firstName'], ['addressLine1'], ['city']])('a %s of which a part is missing is refused', async (name) => {
		const { error } = await runBusha(emulator, individual({ [name]: '={{ "Ada " + $json.missing }}' }));
		expect(error?.message).toContain('shows that an expression failed');
		expect(calls(emulator)).toEqual([]);
	});

	test('an ID that shows a failed expression is refused', async () => {
		const { error } = await runBusha(emulator, {
			resource: 'transfer',
			operation: 'get',
			transferId: '={{ "TRF_" + undefined }}',
		});
		expect(error?.message).toContain('shows that an expression failed');
		expect(calls(emulator)).toEqual([]);
	});
});

describe('phone numbers', () => {
	test.each([
		['0803 123 4567', 'NG', '+2348031234567'],
		['+234 803 123 4567', 'NG', '+2348031234567'],
		['\u202a+234 803 123 4567\u202c', 'NG', '+2348031234567'],
		['0712345678', 'KE', '+254712345678'],
		['024 412 3456', 'GH', '+233244123456'],
	])('a customer with %j in %s gets the international form', async (phone, countryId, sent) => {
		const { error } = await runBusha(emulator, individual({ phone, countryId }));
		expect([error, body()]).toMatchObject([undefined, { phone: sent, address: { country_id: countryId } }]);
	});

	test.each([
		['0803 123 4567', 'KE'],
		['07911 123456', 'GB'],
		['12345', 'NG'],
	])('what cannot be told (%j in %s) is refused before anything is sent', async (phone, countryId) => {
		const { error } = await runBusha(emulator, individual({ phone, countryId }));
		expect(error?.message).toContain('is not a phone number that can be told for certain');
		expect(calls(emulator)).toEqual([]);
	});

	test.each([
		['mpesa_mobile_money', '0712 345 678', '+254712345678'],
		['mtn_mobile_money', '0244123456', '+233244123456'],
		['mpesa_mobile_money', '254712345678', '+254712345678'],
	])('a recipient of type %s with %s gets it too', async (recipientType, phoneNumber, sent) => {
		const { error } = await runBusha(emulator, {
			resource: 'recipient',
			operation: 'create',
			recipientType,
			accountName: 'ADA SAMPLE',
			phoneNumber,
		});
		expect([error, body()]).toMatchObject([undefined, { phone_number: sent }]);
	});

	test('so do the payer of a deposit, and the phone of a bill', async () => {
		const deposit = {
			resource: 'transaction',
			operation: 'deposit',
			sourceCurrency: 'KES',
			method: 'mobileMoney',
			phone: '0700000001',
			amountType: 'source',
			amount: '1000',
		};
		const bill = {
			resource: 'bill',
			operation: 'purchase',
			category: 'airtime',
			productCode: 'sample-airtime',
			recipient: '08030000001',
			amount: '100',
			phoneNumber: '0803 000 0001',
		};
		emulator.fund('NGN', '10000');
		await runBusha(emulator, deposit);
		await runBusha(emulator, bill);
		expect([body(/quotes/), body(/purchase/)]).toMatchObject([
			{ pay_in: { phone: '+254700000001' } },
			{ phone_number: '+2348030000001' },
		]);
	});
});

describe('days and moments, in a workflow of Lagos', () => {
	const workflow = { timezone: 'Africa/Lagos' };

	test.each([
		['={{ "2000-12-23T23:00:00.000Z" }}'],
		['={{ new Date("2000-12-23T23:00:00.000Z") }}'],
		['={{ DateTime.fromISO("2000-12-24") }}'],
		['2000-12-24T00:00:00'],
	])('the birth date %s is Christmas Eve', async (birthDate) => {
		const { error } = await runBusha(emulator, individual({ birthDate }), { workflow });
		expect([error, body()]).toMatchObject([undefined, { birth_date: '24-12-2000' }]);
	});

	test('a moment in the night is refused', async () => {
		const { error } = await runBusha(emulator, individual({ birthDate: '2000-12-23T23:30:00.000Z' }), { workflow });
		expect(error?.message).toContain('is a different day in UTC and in the time zone Africa/Lagos');
		expect(calls(emulator)).toEqual([]);
	});

	test('an invoice is due when the clock of the workflow says so', async () => {
		await runBusha(
			emulator,
			{
				resource: 'paymentLink',
				operation: 'create',
				name: 'A',
				title: 'A',
				description: 'A',
				targetCurrency: 'NGN',
				fixed: true,
				targetAmount: '500',
				oneTime: true,
				additionalFields: {
					type: 'invoice',
					customerEmail: 'payer@gmail.com',
					dueDate: '2027-06-15T23:30:00',
					items: { items: [{ item: 'Hours', quantity: 1, amount: '500' }] },
				},
			},
			{ workflow },
		);
		expect(body()).toMatchObject({ due_date: '2027-06-15T22:30:00.000Z' });
	});

	test('a window of the history begins by the clock of the workflow', async () => {
		emulator.fund('NGN', '10000');
		const history = (createdAfter?: string) => ({
			resource: 'transaction',
			operation: 'getAll',
			filters: { ...(createdAfter && { createdAfter }) },
		});
		await runBusha(emulator, payoutTo(emulator.addRecipient().id, { options: { waitForCompletion: true } }));
		const [row] = (await runBusha(emulator, history())).json;
		const aMinuteBefore = Date.parse(String(row?.created_at)) - 60_000;
		const wall = new Date(aMinuteBefore + 3_600_000).toISOString().slice(0, 19);
		expect((await runBusha(emulator, history(wall), { workflow })).json).toContainEqual(
			expect.objectContaining({ id: row?.id }),
		);
		expect((await runBusha(emulator, history(wall), { workflow: { timezone: 'UTC' } })).json).toHaveLength(0);
	});
});

describe('several lines', () => {
	test('a note and a description keep them', async () => {
		const { error } = await runBusha(emulator, {
			resource: 'paymentLink',
			operation: 'create',
			name: 'A',
			title: 'A',
			description: 'One\nTwo',
			targetCurrency: 'NGN',
			fixed: true,
			targetAmount: '500',
			oneTime: true,
			additionalFields: {
				type: 'invoice',
				customerEmail: 'payer@gmail.com',
				note: ' Thank you\r\n\r\nAda ',
				items: { items: [{ item: 'Hours', quantity: 1, amount: '500' }] },
			},
		});
		expect([error, body()]).toMatchObject([undefined, { description: 'One\nTwo', note: 'Thank you\n\nAda' }]);
	});

	test('an address becomes one line', async () => {
		const { error } = await runBusha(
			emulator,
			individual({ addressLine1: '1 Sample Close,\nYaba\r\n', address: { addressLine2: 'Flat 2\nBlock B' } }),
		);
		expect([error, body()]).toMatchObject([
			undefined,
			{ address: { address_line_1: '1 Sample Close, Yaba', address_line_2: 'Flat 2, Block B' } },
		]);
	});
});

test('columns of an item called error, message or details give way on the error output, all others are kept', async () => {
	const items = [{ id: 1, message: 'mine', details: 'mine', error: 'mine', note: 'mine' }];
	const ran = await runBusha(
		emulator,
		{ resource: 'transfer', operation: 'get', customerId: locator(''), transferId: '={{ $json.none }}' },
		{ items, settings: { onError: 'continueErrorOutput' } },
	);
	expect(ran.json).toEqual([]);
	expect(ran.failed[0]?.json).toMatchObject({ id: 1, note: 'mine', error: 'Transfer: is empty' });
	expect(failureIn(ran)).toMatchObject({
		message: expect.stringContaining('Choose one from the list'),
		details: { outcome: 'notSent' },
	});
});
