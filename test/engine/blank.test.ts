import { failureIn } from '../support/account';
import { locator, type Parameters, payoutTo, runBusha } from '../support/busha';
import { business, individual } from '../support/customers';
import { otherNodes, loadPackage } from '../support/package';
import { calls, testEmulator } from '../support/testEmulator';

const emulator = testEmulator();
const body = (path = /./) =>
	emulator.requests.find(({ method, path: asked }) => method === 'POST' && path.test(asked))?.body;
const link = (more: Parameters): Parameters => ({
	resource: 'paymentLink',
	operation: 'create',
	name: 'A',
	title: 'A',
	description: 'A',
	targetCurrency: 'NGN',
	fixed: true,
	targetAmount: '500',
	oneTime: true,
	...more,
});
const crypto = (more: Parameters): Parameters => ({
	resource: 'recipient',
	operation: 'create',
	recipientType: 'crypto',
	accountName: 'ADA',
	network: 'XLM',
	address: 'GSample0000001',
	...more,
});
const passport = { type: 'passport', number: 'A00000000', country: 'NG' };
const owner = {
	firstName: 'Ada',
	lastName: 'Sample',
	role: 'owner',
	percentageOwnership: 100,
	nationality: 'NG',
	bvn: '00000000001',
};

describe('filled in, but empty', () => {
	const EMPTY: Array<[string, (value: string) => Parameters]> = [
		['the search text', (q) => ({ resource: 'customer', operation: 'getAll', filters: { q } })],
		['the search text of payment links', (q) => ({ resource: 'paymentLink', operation: 'getAll', filters: { q } })],
		['a filter', (status) => ({ resource: 'transfer', operation: 'getAll', filters: { status } })],
		['a selfie', (selfie) => individual({ selfie })],
		[
			'a picture of a document',
			(imageFront) => individual({ identityDocuments: { documents: [{ ...passport, imageFront }] } }),
		],
		['an expiry date', (expiryDate) => individual({ identityDocuments: { documents: [{ ...passport, expiryDate }] } })],
		['a middle name', (middleName) => individual({ additionalFields: { middleName } })],
		['a part of an address', (postalCode) => individual({ address: { postalCode } })],
		['the city of a business', (city) => business({ city })],
		['a tax number', (taxIdentificationNumber) => business({ businessRegistration: { taxIdentificationNumber } })],
		['Is PEP', (isPep) => business({ businessOwners: { owners: [{ ...owner, isPep }] } })],
		['API Access Needed', (apiAccessNeeded) => business({ businessTransaction: { apiAccessNeeded } })],
		['Fixed', (fixed) => link({ fixed })],
		['Allow Customer Amount', (allowCustomerAmount) => link({ additionalFields: { allowCustomerAmount } })],
		['a note', (note) => link({ additionalFields: { note } })],
		['a memo', (memo) => crypto({ memo })],
		[
			'the name of a bank',
			(bankName) => ({
				resource: 'recipient',
				operation: 'create',
				recipientType: 'ngn_bank',
				accountName: 'ADA',
				bankCode: '099999',
				accountNumber: '0123456789',
				bankName,
			}),
		],
		['a guard of a payment', (maxFee) => payoutTo('0123456789abcdef01234567', { options: { maxFee } })],
		['a reference', (reference) => payoutTo('0123456789abcdef01234567', { reference })],
	];

	test.each(EMPTY)('%s is an error that says "clear the field", and nothing is sent', async (_name, parameters) => {
		for (const value of ['={{ $json.none }}', '={{ $json.blank }}', '={{ $json.nothing }}', '={{ $json.spaces }}']) {
			const items = [{ blank: '', nothing: null, spaces: ' \u200b' }];
			const ran = await runBusha(emulator, parameters(value), { items, settings: { onError: 'continueErrorOutput' } });
			expect(failureIn(ran)).toMatchObject({
				error: expect.stringContaining('is filled in, but empty for this item'),
				message: expect.stringContaining('clear the field'),
				details: { outcome: 'notSent' },
			});
		}
		expect(calls(emulator)).toEqual([]);
	});

	test('under options, a switch whose expression gives nothing stays off', async () => {
		emulator.fund('NGN', '10000');
		const { json, error } = await runBusha(
			emulator,
			payoutTo(emulator.addRecipient().id, { options: { waitForCompletion: '={{ $json.none }}' } }),
		);
		expect([error, json]).toMatchObject([undefined, [{ status: 'pending' }]]);
	});

	test('left blank is still left blank', async () => {
		const { error } = await runBusha(
			emulator,
			individual({
				selfie: '',
				additionalFields: { middleName: '' },
				address: {},
				identityDocuments: { documents: [{ ...passport, expiryDate: '', imageFront: '' }] },
			}),
		);
		expect([error, body()]).toMatchObject([undefined, { identifying_information: [passport] }]);
	});
});

describe('switches', () => {
	test.each([
		['TRUE', true],
		['yes', true],
		[1, true],
		['1', true],
		[' True ', true],
		['FALSE', false],
		['no', false],
		[0, false],
		['0', false],
	])('%j from a spreadsheet is %j', async (given, meant) => {
		const { error } = await runBusha(emulator, link({ fixed: '={{ $json.given }}' }), { items: [{ given }] });
		expect([error, body()]).toMatchObject([undefined, { fixed: meant }]);
	});

	test('what is neither is refused', async () => {
		const { error } = await runBusha(emulator, link({ fixed: '={{ "maybe" }}' }));
		expect(error?.message).toContain('is neither true nor false');
		expect(calls(emulator)).toEqual([]);
	});
});

describe('as a tool of an agent', () => {
	beforeAll(async () => {
		const { type } = (await loadPackage()).getNode('busha');
		otherNodes.set('n8n-nodes-busha.bushaTool', type as never);
	});
	const asTool = { settings: { type: 'n8n-nodes-busha.bushaTool' } };
	const given = (value: unknown) => ({ ...asTool, items: [{ value }] as never });

	test.each([[null], ['null'], ['N/A'], [''], ['undefined'], ['None']])(
		'%j is blank where a field may be left blank',
		async (value) => {
			const expression = '={{ $json.value }}';
			const { error } = await runBusha(emulator, crypto({ memo: expression }), given(value));
			const listed = await runBusha(
				emulator,
				{ resource: 'customer', operation: 'getAll', filters: { q: expression, status: expression } },
				given(value),
			);
			const linked = await runBusha(
				emulator,
				link({ oneTime: expression, additionalFields: { note: expression } }),
				given(value),
			);
			expect([error, listed.error, linked.error]).toEqual([undefined, undefined, undefined]);
			expect(body(/recipients/)).not.toHaveProperty('memo');
			expect(emulator.requests.find(({ method, path }) => method === 'GET' && path === '/v1/customers')?.query).toEqual(
				{ limit: '50' },
			);
			expect(body(/links/)).toMatchObject({ one_time: false });
		},
	);

	test('is not blank where somebody else runs the node', async () => {
		for (const value of [null, '']) {
			const { error } = await runBusha(emulator, crypto({ memo: '={{ $json.value }}' }), { items: [{ value }] });
			expect(error?.description).toContain('clear the field');
		}
	});

	test.each([[null], ['null'], ['N/A'], ['']])(
		'a customer that is %j is an error all the same: nobody acts for the business by mistake',
		async (value) => {
			const { error } = await runBusha(
				emulator,
				{ resource: 'balance', operation: 'getAll', customerId: locator('={{ $json.value }}') },
				given(value),
			);
			expect(error?.message).toContain('Customer ID:');
			expect(calls(emulator)).toEqual([]);
		},
	);

	test('numbers as text, and text as numbers, are taken', async () => {
		emulator.fund('NGN', '10000');
		const parameters = payoutTo(emulator.addRecipient().id, {
			amount: '={{ 1000.5 }}',
			reference: '={{ 202611040042 }}',
			options: { maxFee: '={{ 200 }}', waitForCompletion: '={{ "true" }}', waitTimeout: '={{ "300" }}' },
		});
		const { error } = await runBusha(emulator, parameters, asTool);
		expect([error, body(/quotes/)]).toMatchObject([undefined, { source_amount: '1000.5', reference: '202611040042' }]);
	});

	test.each([['payout'], ['convert'], ['deposit']])('a %s needs a reference', async (operation) => {
		emulator.fund('NGN', '10000');
		const one: Parameters = {
			...payoutTo(emulator.addRecipient().id),
			operation,
			method: 'bankAccount',
			...(operation === 'convert' && { targetCurrency: 'USDT' }),
		};
		for (const reference of ['', '={{ $json.value }}']) {
			const { error } = await runBusha(emulator, { ...one, reference }, given('N/A'));
			expect(error?.message).toContain('Reference: is needed when an agent pays');
		}
		expect(calls(emulator)).toEqual([]);
		const fixed = await runBusha(emulator, { ...one, reference: 'invoice-2026-01' }, asTool);
		const other = await runBusha(emulator, one);
		expect([fixed.error, other.error]).toEqual([undefined, undefined]);
	});
});
