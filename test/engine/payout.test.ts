import { type Account, failureIn, openAccount, OWN_REFERENCE } from '../support/account';
import { locator, type Parameters } from '../support/busha';
import { usdBank } from '../support/recipients';

let account: Account;
beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => {
	expect(account.emulator.violations).toEqual([]);
	await account.close();
});

const payout = (more: Parameters = {}): Parameters => account.payout({ amount: '5000', ...more });

const errorOutput = { settings: { onError: 'continueErrorOutput' as const } };
const transfers = () => [...account.emulator.state.transfers.values()];
const bodies = (path: string) =>
	account.emulator.requests.filter((request) => request.method === 'POST' && request.path === path);

describe('a payout', () => {
	test("takes the money from the customer's balance and leaves the business's alone", async () => {
		const { emulator, customer } = account;
		const before = emulator.balance('NGN');
		const { json, error } = await account.run(payout());
		expect(error).toBeUndefined();
		expect(json).toEqual([
			expect.objectContaining({ profile_id: customer.id, status: 'pending', source_amount: '5000' }),
		]);
		expect(json[0]).not.toHaveProperty('replayed');
		expect(emulator.balance('NGN', customer.id)).toEqual({ available: '95000', pending: '5000', total: '100000' });
		expect(emulator.balance('NGN')).toEqual(before);
		expect(emulator.requests.map(({ profileId }) => profileId)).toEqual([customer.id, customer.id]);
		expect(bodies('/v1/quotes')[0]?.body).toEqual({
			source_currency: 'NGN',
			target_currency: 'NGN',
			source_amount: '5000',
			pay_in: { type: 'balance' },
			pay_out: { type: 'bank_transfer', recipient_id: account.recipientId },
			reference: OWN_REFERENCE,
		});
	});

	test('without a customer is paid by the business, without the profile header', async () => {
		const { emulator } = account;
		const recipient = emulator.addRecipient();
		const { json } = await account.run(payout({ customerId: locator(''), recipientId: locator(recipient.id) }));
		expect(json[0]).toMatchObject({ profile_id: emulator.businessId });
		expect(emulator.requests.map(({ headers }) => headers['x-bu-profile-id'])).toEqual([undefined, undefined]);
	});

	test('sends every digit of the amount as it was written', async () => {
		account.emulator.fund('USDT', '900000000000', account.customer.id);
		const amount = '123456789012.123456';
		await account.run(
			payout({
				sourceCurrency: 'USDT',
				targetCurrency: 'USDT',
				destination: 'cryptoAddress',
				recipientId: locator(''),
				address: 'TSampleAddress0000000000000000001',
				network: 'TRX',
				amount,
			}),
		);
		expect(bodies('/v1/quotes')[0]?.rawBody).toContain(`"source_amount":"${amount}"`);
		expect(bodies('/v1/quotes')[0]?.body).toMatchObject({ pay_out: { type: 'address', network: 'TRX' } });
	});

	test.each([
		['target', { amountType: 'target', amount: '4892.5' }, { target_amount: '4892.5' }],
		['source', { amountType: 'source', amount: 5000 }, { source_amount: '5000' }],
	])('counts the %s side', async (_side, given, sent) => {
		const { error } = await account.run(payout(given));
		expect(error).toBeUndefined();
		expect(bodies('/v1/quotes')[0]?.body).toMatchObject(sent);
	});

	test('can be counted in a fiat currency when the source is a cryptocurrency', async () => {
		account.emulator.fund('USDT', '1000', account.customer.id);
		const { error } = await account.run(
			payout({
				sourceCurrency: 'USDT',
				targetCurrency: 'NGN',
				amountType: 'quote',
				amount: '50000',
				quoteCurrency: 'NGN',
			}),
		);
		expect(error).toBeUndefined();
		expect(bodies('/v1/quotes')[0]?.body).toMatchObject({ quote_amount: '50000', quote_currency: 'NGN' });
	});

	test('to mobile money names the recipient', async () => {
		const { emulator, customer } = account;
		emulator.fund('KES', '50000', customer.id);
		const phone = emulator.addRecipient(
			{ type: 'mpesa_mobile_money', phone_number: '+254700000001', account_name: 'Sample' },
			customer.id,
		);
		const { error } = await account.run(
			payout({
				sourceCurrency: 'KES',
				targetCurrency: 'KES',
				destination: 'mobileMoney',
				recipientId: locator(phone.id),
			}),
		);
		expect(error).toBeUndefined();
		expect(bodies('/v1/quotes')[0]?.body).toMatchObject({ pay_out: { type: 'mobile_money', recipient_id: phone.id } });
	});

	test.each(['1,000', '1e5', '-5', '0', '', 'NaN', '.5', 1e21, 0.0000001, null])(
		'with the amount %p is an error, and nothing is sent',
		async (amount) => {
			const { failed } = await account.run(payout({ amount: '={{ $json.amount }}' }), {
				...errorOutput,
				items: [{ amount }],
			});
			expect(failed).toHaveLength(1);
			expect(failed[0]?.json).toMatchObject({
				error: expect.stringContaining('Amount:'),
				details: { outcome: 'notSent' },
			});
			expect(account.emulator.requests).toEqual([]);
		},
	);

	test('items of different customers in one run pay from their own balances, in order, each paired with its item', async () => {
		const { emulator, customer } = account;
		const other = emulator.addCustomer();
		emulator.fund('NGN', '100000', other.id);
		const recipients = { [customer.id]: account.recipientId, [other.id]: emulator.addRecipient({}, other.id).id };
		const order = [customer.id, other.id, customer.id];
		const { items } = await account.run(
			payout({ customerId: locator('={{ $json.customer }}'), recipientId: locator('={{ $json.recipient }}') }),
			{ items: order.map((id) => ({ customer: id, recipient: recipients[id] })) },
		);
		expect(items.map(({ json, pairedItem }) => [json.profile_id, pairedItem])).toEqual(
			order.map((id, item) => [id, { item }]),
		);
		expect(emulator.balance('NGN', customer.id).available).toBe('90000');
		expect(emulator.balance('NGN', other.id).available).toBe('95000');
	});

	test('that is refused says why, in the words of the API', async () => {
		const ran = await account.run(payout({ amount: '200000' }), errorOutput);
		expect(failureIn(ran)).toMatchObject({
			error: 'Busha refused the request: Insufficient balance',
			message: expect.stringContaining('Add money to the balance'),
			details: { outcome: 'rejected', httpCode: 400, name: 'bad_request', requestId: expect.stringMatching(/^req_/) },
		});
		expect(transfers()).toEqual([]);
	});

	test("to another customer's recipient is refused", async () => {
		const ran = await account.run(payout({ recipientId: locator(account.emulator.addRecipient().id) }), errorOutput);
		expect(failureIn(ran).details).toMatchObject({ outcome: 'rejected' });
		expect(transfers()).toEqual([]);
	});

	test('stops at the first failure, and later items are not paid', async () => {
		const { error } = await account.run(payout({ amount: '={{ $json.amount }}' }), {
			items: [{ amount: '1000' }, { amount: '900000' }, { amount: '1001' }],
		});
		expect(error).toMatchObject({ httpCode: '400', context: { itemIndex: 1, details: { outcome: 'rejected' } } });
		expect(error?.message).toContain('[item 1]');
		expect(transfers().map((transfer) => transfer.source_amount)).toEqual(['1000']);
	});

	test('stops before anything is sent when the amount of any item cannot be used', async () => {
		const { error } = await account.run(payout({ amount: '={{ $json.amount }}' }), {
			items: [{ amount: '100' }, { amount: '1,000' }],
		});
		expect(error).toMatchObject({ description: 'Write 1000, without separators.', context: { itemIndex: 1 } });
		expect(account.emulator.requests).toEqual([]);
	});
});

describe('Wait for Completion', () => {
	const waiting = (more: Parameters = {}) => payout({ options: { waitForCompletion: true, ...more } });

	test('returns the delivered transfer', async () => {
		const { json } = await account.run(waiting());
		expect(json[0]).toMatchObject({ status: 'funds_delivered' });
		expect(account.emulator.balance('NGN', account.customer.id)).toMatchObject({ pending: '0', total: '95000' });
	});

	test('ends with the reason of the API when the payment fails', async () => {
		const refusing = account.emulator.addRecipient({ account_number: '9999999999' }, account.customer.id);
		const ran = await account.run({ ...waiting(), recipientId: locator(refusing.id) }, errorOutput);
		const [transfer] = transfers();
		expect(failureIn(ran)).toMatchObject({
			error: expect.stringContaining('The transfer failed'),
			details: { outcome: 'rejected', transferId: transfer?.id, name: 'invalid_account' },
		});
	});

	test('ends as unknown, with the transfer, when the time is over', async () => {
		const ran = await account.run(waiting({ waitTimeout: 2 }), errorOutput);
		expect(failureIn(ran)).toMatchObject({
			error: expect.stringContaining('It goes on'),
			details: { outcome: 'unknown', transferId: transfers()[0]?.id },
		});
	});

	test('asks less often the longer it takes', async () => {
		const { emulator } = account;
		emulator.onRequest((request) =>
			/TRF_/.test(request.path) ? { kind: 'answer', status: 200, commit: false, body: slow() } : undefined,
		);
		const slow = () => ({ status: 'success', message: 'x', data: { ...transfers()[0], status: 'processing' } });
		await account.run(waiting({ waitTimeout: 120 }), errorOutput);
		const times = emulator.requests.filter(({ path }) => path.includes('TRF_')).map(({ at }) => at);
		const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
		expect(gaps.length).toBeLessThan(15);
		expect(Math.min(...gaps.slice(-3))).toBeGreaterThan(3 * (gaps[0] ?? 0) - 1000);
	});
});

describe('guards', () => {
	test.each([
		['Maximum Fee', { maxFee: '107.49' }, 'The fees of 107.5 NGN are above Maximum Fee (107.49 NGN)'],
		['Maximum Source Amount', { maxSourceAmount: '4999.99' }, 'above Maximum Source Amount (4999.99)'],
		['Minimum Rate', { minRate: '1.01' }, 'below Minimum Rate (1.01 NGN for 1 NGN)'],
	])('%s: a quote beyond it is not executed, and the error says what it saw', async (_name, options, text) => {
		const ran = await account.run(payout({ options }), errorOutput);
		expect(failureIn(ran)).toMatchObject({
			error: expect.stringContaining(text),
			details: { outcome: 'notSent', quoteId: expect.stringMatching(/^QUO_/) },
		});
		expect(transfers()).toEqual([]);
	});

	test('let a payment through that is exactly at the limit', async () => {
		const { error } = await account.run(
			payout({ options: { maxFee: '107.50', maxSourceAmount: '5000.0', minRate: '1' } }),
		);
		expect(error).toBeUndefined();
	});

	test('a guard whose expression comes out empty is an error, not a missing guard', async () => {
		const ran = await account.run(payout({ options: { maxFee: '={{ $json.none }}' } }), errorOutput);
		expect(failureIn(ran).details).toEqual({ outcome: 'notSent' });
		expect(account.emulator.requests).toEqual([]);
	});

	test('the reversal policy is sent with the quote', async () => {
		account.emulator.fund('USDT', '1000', account.customer.id);
		await account.run(payout({ sourceCurrency: 'USDT', amount: '10', options: { reversalPolicy: 'conversion_only' } }));
		expect(bodies('/v1/quotes')[0]?.body).toMatchObject({ reversal_policy: 'conversion_only' });
	});
});

describe('where else a payout can go', () => {
	test.each([
		['paybill', { type: 'paybill', account_name: 'RENT', paybill: '247', account_number: '63902' }],
		['till', { type: 'till', account_name: 'SHOP', till_number: '20029' }],
	])('to a %s, from a balance in KES', async (destination, recipient) => {
		const { emulator, customer } = account;
		emulator.fund('KES', '1000', customer.id);
		const { id } = emulator.addRecipient(recipient, customer.id);
		const kes = { sourceCurrency: 'KES', targetCurrency: 'KES', amount: '500', recipientId: locator(id) };
		const { json, error } = await account.run(payout({ ...kes, destination }));
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ status: 'pending' });
		expect(bodies('/v1/quotes')[0]?.body).toMatchObject({ pay_out: { type: destination, recipient_id: id } });
	});

	test.each(['ada.busha', 'name@email.com'])('to the Busha user %s, without a network', async (address) => {
		const { emulator, customer } = account;
		emulator.addCustomer({ email: 'name@email.com' });
		emulator.fund('USDT', '100', customer.id);
		const usdt = { sourceCurrency: 'USDT', targetCurrency: 'USDT', amount: '5', recipientId: locator('') };
		const reference = `gift-2026-11-${address}`;
		const given = payout({ ...usdt, destination: 'bushaUser', address, network: 'TRX', reference });
		const { json, error } = await account.run(given);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(1);
		expect(bodies('/v1/quotes')[0]?.body).toMatchObject({ pay_out: { type: 'address', address } });
		expect(bodies('/v1/quotes')[0]?.rawBody).not.toContain('TRX');
		expect((await account.run(given)).json).toEqual([expect.objectContaining({ id: json[0]?.id, replayed: true })]);
	});
});

describe('a bank payout in dollars', () => {
	const papers = { narration: 'Invoice 7', paymentInvoiceUrl: 'https://example.org/7.pdf' };
	const dollars = (options: Parameters, more: Parameters = {}): Parameters => {
		const { emulator, customer } = account;
		emulator.fund('USD', '50000', customer.id);
		const { id } = emulator.addRecipient(usdBank, customer.id);
		const usd = { sourceCurrency: 'USD', targetCurrency: 'USD', amount: '20', recipientId: locator(id) };
		return payout({ ...usd, options, ...more });
	};

	test('of a person has a narration', async () => {
		const { error } = await account.run(dollars({ narration: 'Invoice 7' }));
		expect(error).toBeUndefined();
		expect(bodies('/v1/quotes')[0]?.body).toMatchObject({ pay_out: { narration: 'Invoice 7' } });
	});

	test('of the business has an invoice too', async () => {
		const { emulator } = account;
		emulator.fund('USD', '100');
		const own = { customerId: locator(''), recipientId: locator(emulator.addRecipient(usdBank).id) };
		const { error } = await account.run(dollars(papers, own));
		expect(error).toBeUndefined();
		expect(bodies('/v1/quotes')[0]?.body).toMatchObject({
			pay_out: { payment_invoice_url: 'https://example.org/7.pdf' },
		});
	});

	test.each<[string, Parameters, Parameters, string]>([
		['without a narration', {}, {}, 'Narration is missing'],
		['of the business without an invoice', { narration: 'N' }, { customerId: locator('') }, 'Invoice URL is missing'],
		['above 10,000 without an invoice', { narration: 'N' }, { amount: '10000.01' }, 'Invoice URL is missing'],
		[
			'of which more than 10,000 arrive, without an invoice',
			{ narration: 'N' },
			{ sourceCurrency: 'NGN', amountType: 'target', amount: '10001' },
			'Invoice URL is missing',
		],
		[
			'whose invoice is no web address',
			{ narration: 'N', paymentInvoiceUrl: 'invoice.pdf' },
			{},
			'Payment Invoice URL: "invoice.pdf" is not a web address',
		],
	])('%s is refused, and nothing is sent', async (_name, options, more, message) => {
		const { error } = await account.run(dollars(options, more));
		expect(error).toMatchObject({
			message: expect.stringContaining(message),
			context: { details: { outcome: 'notSent' } },
		});
		expect(account.emulator.requests).toEqual([]);
	});

	test.each<[string, Parameters]>([
		['10,000 exactly need no invoice', { amount: '10000' }],
		['nor do naira, of which it is not known how many dollars they are', { sourceCurrency: 'NGN', amount: '90000' }],
	])('%s', async (_name, more) => {
		const { failed } = await account.run(dollars({ narration: 'N' }, more), errorOutput);
		expect(JSON.stringify(failed)).not.toContain('Invoice URL is missing');
		expect(account.emulator.requests).not.toEqual([]);
	});

	test('with another narration is the same payment', async () => {
		const reference = 'payroll-2026-11-1';
		const first = dollars({ narration: 'November' }, { reference });
		const again = { ...first, options: { narration: 'Nov 2026' } };
		const [made] = (await account.run(first)).json;
		expect((await account.run(again)).json).toEqual([expect.objectContaining({ id: made?.id, replayed: true })]);
		expect(transfers()).toHaveLength(1);
	});
});
