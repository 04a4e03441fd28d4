import { locator, type Parameters, runBusha } from '../support/busha';
import { calls, testEmulator } from '../support/testEmulator';

const emulator = testEmulator();
const recipient = (operation: string, more: Parameters = {}): Parameters => ({
	resource: 'recipient',
	operation,
	...more,
});
const sent = (method = 'POST') => emulator.requests.find((request) => request.method === method)?.body;
const ngn = (more: Parameters = {}) =>
	recipient('create', {
		recipientType: 'ngn_bank',
		accountName: 'ADA SAMPLE',
		bankCode: '099999',
		accountNumber: '0123456789',
		...more,
	});

describe('create', () => {
	test('a bank account gets the name of its bank from the list of banks', async () => {
		const { json, error } = await runBusha(emulator, ngn());
		expect(error).toBeUndefined();
		expect(sent()).toEqual({
			type: 'ngn_bank',
			currency: 'NGN',
			country_code: 'NG',
			account_name: 'ADA SAMPLE',
			bank_code: '099999',
			bank_name: 'SAMPLE BANK',
			account_number: '0123456789',
		});
		expect(json).toEqual([
			expect.objectContaining({ id: expect.stringMatching(/^[0-9a-f]{24}$/), account_number: '0123456789' }),
		]);
		expect(emulator.requests[0]).toMatchObject({ path: '/v1/banks', query: { country: 'NG' } });
	});

	test('a name of the bank that is given is sent as it is', async () => {
		await runBusha(emulator, ngn({ bankName: 'My Bank' }));
		expect(sent()).toMatchObject({ bank_name: 'My Bank' });
		expect(calls(emulator)).toEqual(['POST /v1/recipients']);
	});

	test.each([['SAMPLE BANK'], ['Sample Bank'], [' sample-bank '], ['Cowrie  Microfinance Bank', '090103']])(
		'the bank %j is found by its whole name',
		async (bankCode, code = '099999') => {
			const { error } = await runBusha(emulator, ngn({ bankCode: `={{ "${bankCode}" }}` }));
			expect([error, sent()]).toMatchObject([
				undefined,
				{ bank_code: code, bank_name: expect.stringMatching(/BANK$/) },
			]);
		},
	);

	test.each([['Sample'], ['Bank'], ['SAVANNA SAMPLE BANK']])(
		'%j is not the whole name of one bank of the country',
		async (bankCode) => {
			const { error } = await runBusha(emulator, ngn({ bankCode }));
			expect(error).toMatchObject({
				message: expect.stringContaining("is not one of Busha's bank codes or names"),
				context: { details: { outcome: 'notSent' } },
			});
			expect(sent()).toBeUndefined();
		},
	);

	test('a name that several banks have is refused, with their codes', async () => {
		const data = ['1', '2'].map((code) => ({ name: 'SAMPLE BANK', code }));
		emulator.fault(
			{ path: '/v1/banks' },
			{ kind: 'answer', status: 200, commit: false, body: { status: 'success', message: 'x', data } },
		);
		const { error } = await runBusha(emulator, ngn({ bankCode: 'sample bank' }));
		expect(error).toMatchObject({
			message: expect.stringContaining('several banks are called "sample bank"'),
			description: expect.stringContaining('1, 2'),
		});
	});

	test('the list of banks is read once a run, whoever the items act for', async () => {
		const items = [...Array.from({ length: 3 }, () => ({ customer: emulator.addCustomer().id })), {}].map(
			(item, n) => ({ ...item, account: `012345678${n}` }),
		);
		const one = (customer: string) => ngn({ accountNumber: '={{ $json.account }}', customerId: locator(customer) });
		await runBusha(emulator, one('={{ $json.customer }}'), { items: items.slice(0, 3) });
		expect(calls(emulator).filter((call) => call === 'GET /v1/banks')).toHaveLength(1);
		expect(
			new Set(emulator.requests.filter(({ method }) => method === 'POST').map(({ profileId }) => profileId)).size,
		).toBe(3);
		await runBusha(emulator, one(''), { items: items.slice(3) });
		expect(calls(emulator).filter((call) => call === 'GET /v1/banks')).toHaveLength(2);
	});

	test('a list of banks that could not be read is asked for again by the next item', async () => {
		emulator.fault({ path: '/v1/banks' }, { kind: 'answer', status: 403, commit: false });
		const { json, failed } = await runBusha(emulator, ngn(), {
			items: [{ n: 1 }, { n: 2 }],
			settings: { onError: 'continueErrorOutput' },
		});
		expect([json.length, failed.length]).toEqual([1, 1]);
	});

	test("a bank code that is not on Busha's list is an error, and no recipient is made", async () => {
		const { error } = await runBusha(emulator, ngn({ bankCode: '000' }));
		expect(error).toMatchObject({
			message: expect.stringContaining('"000" is not one of Busha\'s bank codes or names'),
			context: { details: { outcome: 'notSent' } },
		});
		expect(sent()).toBeUndefined();
	});

	const OTHERS: Array<[string, Record<string, string>, object]> = [
		[
			'kes_bank',
			{ bankCode: '080201', accountNumber: '0001' },
			{ currency: 'KES', country_code: 'KE', bank_name: 'SAVANNA SAMPLE BANK', account_number: '0001' },
		],
		[
			'gbp_bank',
			{ entityType: 'business', bankName: 'B', sortCode: '000102', accountNumber: '00000003' },
			{ entity_type: 'business', bank_name: 'B', sort_code: '000102', account_number: '00000003' },
		],
		[
			'usd_bank',
			{ entityType: 'personal', transferType: 'ach', bankName: 'B', routingNumber: '011', accountNumber: '04' },
			{ transfer_type: 'ach', routing_number: '011', account_number: '04' },
		],
		[
			'usd_bank',
			{
				entityType: 'personal',
				transferType: 'wire',
				bankName: 'B',
				routingNumber: '011',
				accountNumber: '04',
				swiftCode: 'S',
			},
			{ transfer_type: 'wire', routing_number: '011', swift_code: 'S' },
		],
		[
			'usd_bank',
			{
				entityType: 'personal',
				transferType: 'swift',
				bankName: 'B',
				swiftCode: 'S',
				iban: 'I',
				recipientAddress: 'R',
				intermediaryBankName: 'N',
				intermediaryBankAddress: 'A',
				intermediarySwiftCode: 'C',
			},
			{
				transfer_type: 'swift',
				swift_code: 'S',
				iban: 'I',
				recipient_address: 'R',
				intermediary_bank_name: 'N',
				intermediary_bank_address: 'A',
				intermediary_swift_code: 'C',
			},
		],
		[
			'mpesa_mobile_money',
			{ phoneNumber: '+254700000001' },
			{ currency: 'KES', country_code: 'KE', phone_number: '+254700000001' },
		],
		['mtn_mobile_money', { phoneNumber: '+233200000001' }, { phone_number: '+233200000001' }],
		[
			'paybill',
			{ paybill: '254701548525', accountNumber: '0063902' },
			{ currency: 'KES', country_code: 'KE', paybill: '254701548525', account_number: '0063902' },
		],
		['till', { tillNumber: '020029' }, { currency: 'KES', country_code: 'KE', till_number: '020029' }],
		[
			'crypto',
			{ network: 'TRX', address: 'TSample0000001', addressLabel: 'Cold wallet' },
			{ account_name: 'ADA SAMPLE', address_label: 'Cold wallet' },
		],
		[
			'crypto',
			{ network: 'TRX', address: 'TSample0000001' },
			{ address_label: 'ADA SAMPLE', network: 'TRX', address: 'TSample0000001' },
		],
		['crypto', { network: 'XLM', address: 'GSample0000001', memo: '0042' }, { network: 'XLM', memo: '0042' }],
	];
	test.each(OTHERS)('%s with %j is sent with the fields of its type', async (recipientType, fields, body) => {
		const { json, error } = await runBusha(
			emulator,
			recipient('create', { recipientType, accountName: 'ADA SAMPLE', ...fields }),
		);
		expect(error).toBeUndefined();
		expect(sent()).toMatchObject({ type: recipientType, account_name: 'ADA SAMPLE', ...body });
		expect(json).toHaveLength(1);
	});

	test('one that is used once is not listed', async () => {
		const { json } = await runBusha(emulator, ngn({ oneTime: true }));
		expect(sent()).toMatchObject({ one_time: true });
		const listed = await runBusha(emulator, recipient('getAll', { returnAll: true }));
		expect(listed.json.map(({ id }) => id)).not.toContain(json[0]?.id);
	});

	test('fields of another type that the workflow still holds are not sent', async () => {
		await runBusha(
			emulator,
			recipient('create', {
				recipientType: 'crypto',
				accountName: 'A',
				network: 'TRX',
				address: 'TSample0000001',
				accountNumber: '0123456789',
				bankCode: '099999',
				iban: 'I',
			}),
		);
		expect(Object.keys(sent() as object).sort()).toEqual([
			'account_name',
			'address',
			'address_label',
			'network',
			'type',
		]);
	});

	test.each([
		['accountNumber', 123456789],
		['bankCode', 99999],
	])('%s as a number is refused before anything is sent, since it may have lost zeros', async (name, value) => {
		const { error } = await runBusha(emulator, ngn({ [name]: '={{ $json.value }}' }), { items: [{ value }] });
		expect(error?.message).toContain('came as a number');
		expect(calls(emulator)).toEqual([]);
	});

	const ACCOUNTS: Array<[string, Parameters, Parameters]> = [
		['a bank account', ngn(), ngn({ accountName: 'Ada Sample', bankCode: 'Sample Bank' })],
		[
			'a phone',
			{ recipientType: 'mpesa_mobile_money', accountName: 'A', phoneNumber: '+254712345678' },
			{ recipientType: 'mpesa_mobile_money', accountName: 'B', phoneNumber: '0712345678' },
		],
		[
			'an address',
			{ recipientType: 'crypto', accountName: 'A', network: 'XLM', address: 'GSample0000001', memo: '42' },
			{ recipientType: 'crypto', accountName: 'A', network: 'xlm', address: 'GSample0000001', memo: '42' },
		],
	];
	test.each(ACCOUNTS)(
		'%s that exists is returned with "returnExisting", and saved once more by default',
		async (_name, first, again) => {
			const made = await runBusha(emulator, recipient('create', first));
			const found = await runBusha(emulator, recipient('create', { ...again, ifExists: 'returnExisting' }));
			expect([found.error, found.json.map(({ id }) => id)]).toEqual([undefined, made.json.map(({ id }) => id)]);
			expect(emulator.state.recipients.size).toBe(1);
			await runBusha(emulator, recipient('create', again));
			expect(emulator.state.recipients.size).toBe(2);
		},
	);

	test('items of one run that name the same account save it once', async () => {
		const { json } = await runBusha(emulator, ngn({ ifExists: 'returnExisting' }), {
			items: [{ n: 1 }, { n: 2 }, { n: 3 }],
		});
		expect([json.length, new Set(json.map(({ id }) => id)).size]).toEqual([3, 1]);
	});

	test.each([
		['another number', ngn({ accountNumber: '0123456780' })],
		['another bank', ngn({ bankCode: '090101' })],
		[
			'another type',
			recipient('create', {
				recipientType: 'kes_bank',
				accountName: 'A',
				bankCode: '080201',
				accountNumber: '0123456789',
			}),
		],
	])('%s is another account', async (_name, other) => {
		emulator.addRecipient({ account_number: '0123456789', bank_code: '099999' });
		const { error } = await runBusha(emulator, { ...other, ifExists: 'returnExisting' });
		expect([error, emulator.state.recipients.size]).toEqual([undefined, 2]);
	});

	test('an address with a memo is another account than the address alone, and a customer has accounts of their own', async () => {
		const address = recipient('create', {
			recipientType: 'crypto',
			accountName: 'A',
			network: 'XLM',
			address: 'GSample0000001',
			ifExists: 'returnExisting',
		});
		await runBusha(emulator, { ...address, memo: '42' });
		await runBusha(emulator, address);
		await runBusha(emulator, { ...address, customerId: locator(emulator.addCustomer().id) });
		expect(emulator.state.recipients.size).toBe(3);
	});

	test.each([['accountName'], ['accountNumber'], ['bankCode']])(
		'an expression for %s that gives nothing is refused before anything is sent',
		async (name) => {
			const { error } = await runBusha(emulator, ngn({ [name]: '={{ $json.none }}' }));
			expect(error?.message).toContain('is empty');
			expect(calls(emulator)).toEqual([]);
		},
	);

	test('what Busha says about a field is in the error', async () => {
		const { error } = await runBusha(emulator, ngn({ accountNumber: '12' }));
		expect(error).toMatchObject({
			httpCode: '400',
			context: { details: { fields: { account_number: [{ reason: 'must have ten digits' }] } } },
		});
		expect(error?.message).toContain('Account number: must have ten digits');
	});

	test.each([
		['ngn_bank', ngn()],
		[
			'crypto',
			recipient('create', { recipientType: 'crypto', accountName: 'A', network: 'TRX', address: 'TSample0000001' }),
		],
	])('a %s recipient whose answer was lost is found in the list instead of made twice', async (_type, parameters) => {
		emulator.addRecipient({ account_number: '9999999999' });
		emulator.fault({ method: 'POST', path: '/v1/recipients' }, { kind: 'cut' });
		const { json } = await runBusha(emulator, parameters);
		expect(emulator.state.recipients.size).toBe(2);
		expect(emulator.state.recipients.get(String(json[0]?.id))).toMatchObject({ type: parameters.recipientType });
		expect(calls(emulator).filter((call) => call === 'POST /v1/recipients')).toHaveLength(1);
	});

	test.each([[true], [false]])(
		'Retry On Fail makes one recipient when the first answer is lost, and the looks after it (made: %s)',
		async (commit) => {
			let requests = 0;
			emulator.onRequest(({ path }) =>
				path === '/v1/recipients' && ++requests <= 5 ? { kind: 'reset', commit } : undefined,
			);
			const { json, error } = await runBusha(emulator, ngn(), {
				settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
			});
			expect(error).toBeUndefined();
			expect(json.map(({ id }) => id)).toEqual([...emulator.state.recipients.keys()]);
		},
	);

	test('a recipient that was not made before the connection broke is made then', async () => {
		emulator.addRecipient({ account_number: '9999999999' });
		emulator.fault({ method: 'POST', path: '/v1/recipients' }, { kind: 'reset', commit: false });
		const { json } = await runBusha(emulator, ngn());
		expect(json).toMatchObject([{ account_number: '0123456789' }]);
		expect(emulator.state.recipients.size).toBe(2);
	});
});

describe('get', () => {
	test('gives the recipient as Busha shows it, of the chosen customer', async () => {
		const customer = emulator.addCustomer();
		const { id } = emulator.addRecipient({}, customer.id);
		const { json } = await runBusha(
			emulator,
			recipient('get', { customerId: locator(customer.id), recipientId: locator(id) }),
		);
		expect(json).toEqual([expect.objectContaining({ id, profile_id: customer.id, fields: expect.anything() })]);
	});

	test("a customer's recipient is not the business's: 404", async () => {
		const { id } = emulator.addRecipient({}, emulator.addCustomer().id);
		const { error } = await runBusha(emulator, recipient('get', { recipientId: locator(id) }));
		expect(error).toMatchObject({
			httpCode: '404',
			description: expect.stringContaining('belongs to the customer chosen'),
		});
	});

	test('simplified, values that come in a list of fields are there too', async () => {
		const { id } = emulator.addRecipient();
		const { json } = await runBusha(emulator, recipient('get', { recipientId: locator(id), simplify: true }));
		expect(json[0]).toMatchObject({
			id,
			type: 'ngn_bank',
			currency: 'NGN',
			country_code: 'NG',
			account_name: 'ADA SAMPLE',
			account_number: '0123456789',
			bank_name: 'SAMPLE BANK',
			active: true,
		});
		expect(Object.keys(json[0] ?? {}).length).toBeLessThanOrEqual(10);
	});

	test('simplified, values that come flat are there too', async () => {
		const { id } = emulator.addRecipient({
			type: 'crypto',
			network: 'TRX',
			address: 'TSample0000001',
			account_name: 'A',
		});
		const { json } = await runBusha(emulator, recipient('get', { recipientId: locator(id), simplify: true }));
		expect(json[0]).toMatchObject({ id, type: 'crypto', account_name: 'A' });
	});

	test.each([
		['a/../b', 'a%2F..%2Fb'],
		['a?b=c#d', 'a%3Fb%3Dc%23d'],
		['%2e%2e', '%252e%252e'],
		['ä b', '%C3%A4%20b'],
	])('the id %s stays one segment of the path', async (id, segment) => {
		const { error } = await runBusha(emulator, recipient('get', { recipientId: locator(id) }));
		expect(error?.httpCode).toBe('404');
		expect(calls(emulator)).toEqual([`GET /v1/recipients/${segment}`]);
	});

	test.each([['.'], ['..']])(
		'the id %s, which no encoding keeps in its place, is refused before anything is sent',
		async (id) => {
			for (const operation of ['get', 'delete']) {
				const { error } = await runBusha(emulator, recipient(operation, { recipientId: locator(id) }));
				expect(error).toMatchObject({
					message: expect.stringContaining('is not an ID'),
					context: { details: { outcome: 'notSent' } },
				});
			}
			expect(calls(emulator)).toEqual([]);
		},
	);
});

describe('getAll', () => {
	test('goes through all pages', async () => {
		for (let n = 0; n < 120; n++) emulator.addRecipient();
		const { json } = await runBusha(emulator, recipient('getAll', { returnAll: true }));
		expect(new Set(json.map(({ id }) => id)).size).toBe(120);
		expect(json[0]).toMatchObject({ account_name: 'ADA SAMPLE', bank_name: 'SAMPLE BANK' });
	});

	test('Busha filters by category and currency, and sorts', async () => {
		const [first, second] = ['A', 'B'].map((account_name) =>
			emulator.addRecipient({ type: 'mpesa_mobile_money', account_name, phone_number: '+254700000001' }),
		);
		emulator.addRecipient();
		const { json } = await runBusha(
			emulator,
			recipient('getAll', { filters: { category: 'mobile_money', currency: 'kes', sort: 'asc' } }),
		);
		expect(json.map(({ id }) => id)).toEqual([first?.id, second?.id]);
		expect(emulator.requests[0]?.query).toEqual({
			category: 'mobile_money',
			currency: 'KES',
			sort: 'asc',
			limit: '50',
		});
	});
});

describe('delete', () => {
	const remove = (id: string, more = {}) => recipient('delete', { recipientId: locator(id), ...more });

	test('says that it is deleted', async () => {
		const { id } = emulator.addRecipient();
		const { json } = await runBusha(emulator, remove(id));
		expect(json).toEqual([{ deleted: true }]);
		expect(emulator.state.recipients.size).toBe(0);
	});

	test.each([
		['reset', { kind: 'reset', commit: true }],
		['500', { kind: 'answer', status: 500, commit: true }],
	] as const)('says so too when the answer was lost (%s)', async (_name, fault) => {
		const { id } = emulator.addRecipient();
		emulator.fault({ method: 'DELETE' }, fault);
		const { json } = await runBusha(emulator, remove(id));
		expect(json).toEqual([{ deleted: true }]);
		expect(calls(emulator).filter((call) => call.startsWith('DELETE'))).toHaveLength(1);
	});

	test('tries again when the first try did not delete it', async () => {
		const { id } = emulator.addRecipient();
		emulator.fault({ method: 'DELETE' }, { kind: 'reset', commit: false });
		const { json } = await runBusha(emulator, remove(id));
		expect(json).toEqual([{ deleted: true }]);
		expect(emulator.state.recipients.size).toBe(0);
	});

	test('what does not exist cannot be deleted', async () => {
		const { error, json } = await runBusha(emulator, remove('000000000000000000000000'));
		expect([error?.httpCode, json]).toEqual(['404', []]);
	});

	test("deletes the chosen customer's recipient only", async () => {
		const customer = emulator.addCustomer();
		const own = emulator.addRecipient({}, customer.id);
		emulator.addRecipient();
		const { json } = await runBusha(emulator, remove(own.id, { customerId: locator(customer.id) }));
		expect(json).toEqual([{ deleted: true }]);
		expect([...emulator.state.recipients.values()].map(({ profile_id }) => profile_id)).toEqual([emulator.businessId]);
	});
});

describe('resolveBankAccount', () => {
	const resolve = (more = {}) =>
		recipient('resolveBankAccount', {
			currencyId: 'ngn',
			countryId: 'ng',
			channel: 'bank_transfer',
			bankCode: '099999',
			accountNumber: '0123456780',
			...more,
		});

	test('tells who holds the account', async () => {
		const { json } = await runBusha(emulator, resolve());
		expect(json).toEqual([expect.objectContaining({ account_name: 'ADA SAMPLE', bank_name: 'SAMPLE BANK' })]);
		expect(sent()).toEqual({
			currency_id: 'NGN',
			country_id: 'NG',
			channel: 'bank_transfer',
			bank_code: '099999',
			account_number: '0123456780',
		});
	});

	test.each([
		['Ada Sample', true],
		['SAMPLE, ada', true],
		['s\u00e1mple  \u00c0da', true],
		['Ada O. Sample', false],
		['Ada', false],
		['Adam Sample', false],
	])('says whether the holder is %j: %s', async (expectedName, matches) => {
		const { json, error } = await runBusha(emulator, resolve({ expectedName }));
		expect([error, json]).toEqual([
			undefined,
			[expect.objectContaining({ account_name: 'ADA SAMPLE', name_matches: matches })],
		]);
	});

	test('says nothing about the name when none is expected, and refuses one that is missing', async () => {
		expect((await runBusha(emulator, resolve())).json[0]).not.toHaveProperty('name_matches');
		const { error } = await runBusha(emulator, resolve({ expectedName: '={{ $json.none }}' }));
		expect(error?.message).toContain('Expected Name: is filled in, but empty');
	});

	test('changes nothing, so it is repeated when Busha fails', async () => {
		emulator.fault({ method: 'POST' }, { kind: 'answer', status: 500, commit: false }, 2);
		const { json } = await runBusha(emulator, resolve());
		expect(json).toHaveLength(1);
		expect(calls(emulator)).toHaveLength(3);
	});

	test('mobile money needs no bank', async () => {
		const { json } = await runBusha(
			emulator,
			resolve({
				currencyId: 'KES',
				countryId: 'KE',
				channel: 'mobile_money',
				bankCode: '',
				accountNumber: '254700000001',
			}),
		);
		expect(json).toEqual([expect.objectContaining({ account_name: expect.any(String) })]);
		expect(sent()).not.toHaveProperty('bank_code');
	});

	test('an account that nobody has is a 404', async () => {
		const { error } = await runBusha(emulator, resolve({ accountNumber: '0000000000' }));
		expect(error).toMatchObject({ httpCode: '404', message: expect.stringContaining('Bank account not found') });
	});

	test.each([
		['accountNumber', 123456780],
		['bankCode', 99999],
	])('%s as a number is refused before anything is sent', async (name, value) => {
		const { error } = await runBusha(emulator, resolve({ [name]: '={{ $json.value }}' }), { items: [{ value }] });
		expect(error?.message).toContain('came as a number');
		expect(calls(emulator)).toEqual([]);
	});

	test.each([
		['currencyId', 'N-GN', 'currency code'],
		['countryId', 'NGA', 'country code'],
		['channel', 'post', 'not one of the choices'],
	])('%s = %s is refused before anything is sent', async (name, value, problem) => {
		const { error } = await runBusha(emulator, resolve({ [name]: `={{ "${value}" }}` }));
		expect(error?.message).toContain(problem);
		expect(calls(emulator)).toEqual([]);
	});
});
