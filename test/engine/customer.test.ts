import { locator, runBusha } from '../support/busha';
import { business, businessParts, individual } from '../support/customers';
import { lacks } from '../support/engine';
import { calls, testEmulator, wantedProblems } from '../support/testEmulator';

const emulator = testEmulator();
const continued = { settings: { onError: 'continueErrorOutput' as const } };
const bodyOf = (method: string) => emulator.requests.find((request) => request.method === method)?.body;
const about = (operation: string, id: string, more = {}) => ({
	resource: 'customer',
	operation,
	customerId: locator(id),
	...more,
});

describe('create', () => {
	test('an individual is sent under the names of the API, with the date as DD-MM-YYYY', async () => {
		const { json, error } = await runBusha(emulator, individual({ additionalFields: { middleName: 'Bola' } }));
		expect(error).toBeUndefined();
		expect(bodyOf('POST')).toEqual({
			type: 'individual',
			email: 'ada.sample@gmail.com',
			phone: '+2348000000001',
			country_id: 'NG',
			has_accepted_terms: true,
			first_name: 'Ada',
			middle_name: 'Bola',
			last_name: 'Sample',
			birth_date: '24-12-2000',
			address: {
				address_line_1: '1 Sample Close',
				city: 'Lagos',
				state: 'Lagos',
				country_id: 'NG',
				postal_code: '100001',
			},
		});
		expect(json).toEqual([expect.objectContaining({ id: expect.stringMatching(/^CUS_/), status: 'inactive' })]);
	});

	test('a business is sent with its own fields, and its incorporation date as YYYY-MM-DD', async () => {
		const { json, error } = await runBusha(
			emulator,
			business({
				businessIncorporationDate: '2019-03-01T00:00:00.000+01:00',
				businessOwners: {
					owners: [
						{
							firstName: 'Ada',
							lastName: 'Sample',
							role: 'director, shareholder',
							percentageOwnership: '60',
							isPep: 'false',
							nationality: 'ng',
							bvn: '00000000001',
						},
					],
				},
				...businessParts,
				additionalFields: { birthDate: '24-12-1990' },
			}),
		);
		expect(error).toBeUndefined();
		expect(bodyOf('POST')).toMatchObject({
			type: 'business',
			business_name: 'Sample Trading',
			business_industry: 'BIN_V1StGXR8Z5jdHi6BmyT',
			business_incorporation_date: '2019-03-01',
			birth_date: '24-12-1990',
			business_owners: [
				{
					first_name: 'Ada',
					last_name: 'Sample',
					role: ['director', 'shareholder'],
					percentage_ownership: 60,
					is_pep: false,
					nationality: 'NG',
					bvn: '00000000001',
				},
			],
			business_transaction: {
				purpose: 'trade',
				monthly_transaction_value: 'above_1m_usd',
				monthly_transaction_count: '10_to_50',
				client_transaction_status: 'self-owned',
				api_access_needed: true,
				api_integration_url: 'https://sample.ng',
			},
			business_registration: {
				business_type: 'type_registered_company',
				business_structure: 'limited_liability_company',
				business_regulation_status: 'regulated',
				registration_number: 'RC1',
				tax_identification_number: 'T1',
				license_number: 'L1',
				corporate_group_status: 'standalone_company',
				exchange_listing_status: 'not_listed_on_exchange',
			},
		});
		expect(json[0]).toMatchObject({ type: 'business', business_name: 'Sample Trading' });
	});

	test.each([
		['{{ DateTime.fromISO("2000-12-24", { zone: "Africa/Lagos" }) }}'],
		['{{ "2000-12-24".toDateTime() }}'],
		['{{ "2000-12-24".toDateTime().plus({ hours: 3 }) }}'],
		['{{ new Date("2000-12-24T00:00:00Z") }}'],
		['{{ $json.born }}'],
	])('a birth date that comes as %s is sent as the day that it says', async (expression) => {
		const { error } = await runBusha(emulator, individual({ birthDate: `=${expression}` }), {
			items: [{ born: '2000-12-24T12:00:00.000-02:00' }],
		});
		expect(error).toBeUndefined();
		expect(bodyOf('POST')).toMatchObject({ birth_date: '24-12-2000' });
	});

	test.each([['2000-02-30'], ['12/24/2000'], ['05/06/2000'], ['12-24-2000'], [977616000000], [null], ['']])(
		'a birth date of %p is refused before anything is sent',
		async (born) => {
			for (const parameters of [
				individual({ birthDate: '={{ $json.born }}' }),
				individual({ operation: 'upsert', birthDate: '={{ $json.born }}' }),
			]) {
				const { error } = await runBusha(emulator, parameters, { items: [{ born }] });
				expect(error?.message).toContain('Birth Date:');
			}
			expect(calls(emulator)).toEqual([]);
		},
	);

	test('a customer that has not accepted the terms is refused by Busha, which names the field', async () => {
		const { error } = await runBusha(emulator, individual({ hasAcceptedTerms: false }));
		expect(error).toMatchObject({
			httpCode: '400',
			context: {
				details: { outcome: 'rejected', fields: { has_accepted_terms: [{ reason: 'terms must be accepted' }] } },
			},
		});
		expect(error?.message).toContain('Has accepted terms: terms must be accepted');
		expect(emulator.state.customers.size).toBe(0);
	});

	test('an incomplete address is refused by Busha, which names what is missing', async () => {
		const { failed } = await runBusha(emulator, business({ city: '', state: '' }), continued);
		expect(wantedProblems(emulator)).not.toEqual([]);
		expect(JSON.stringify(failed[0]?.json)).toContain('city');
	});

	test('an email that has a customer is an error by default, in any case of letters, and names the customer', async () => {
		const { id } = emulator.addCustomer({ email: 'Ada.Sample@gmail.com' });
		const { error } = await runBusha(emulator, individual({ email: 'ada.SAMPLE@gmail.com' }));
		expect(error).toMatchObject({ context: { details: { outcome: 'notSent', customerId: id } } });
		expect(error?.description).toContain(id);
		expect(bodyOf('POST')).toBeUndefined();
	});

	test('with "returnExisting" the customer is returned as it is, whatever the case of letters', async () => {
		const { id } = emulator.addCustomer({ email: 'Ada.Sample@gmail.com', first_name: 'Other' });
		const { json } = await runBusha(
			emulator,
			individual({ email: 'ada.SAMPLE@gmail.com', ifExists: 'returnExisting' }),
		);
		expect(json).toEqual([expect.objectContaining({ id, first_name: 'Other' })]);
		expect(emulator.state.customers.size).toBe(1);
	});

	test('an email that only contains the wanted one is another customer', async () => {
		for (let number = 0; number < 120; number++) emulator.addCustomer({ email: `x${number}.ada.sample@gmail.com` });
		const { json } = await runBusha(emulator, individual({ ifExists: 'returnExisting' }));
		expect(json).toEqual([expect.objectContaining({ email: 'ada.sample@gmail.com', status: 'inactive' })]);
	});

	test('a customer whose answer was lost is found again instead of made twice', async () => {
		emulator.fault({ method: 'POST', path: '/v1/customers' }, { kind: 'reset', commit: true });
		const { json } = await runBusha(emulator, individual());
		expect(json).toEqual([expect.objectContaining({ id: expect.stringMatching(/^CUS_/) })]);
		expect(emulator.state.customers.size).toBe(1);
	});

	describe('on Retry On Fail', () => {
		const retry = { settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } };
		/** The answer of the creation is lost, and so are those of the looks that follow, until n8n tries again. */
		const loseTheCreation = (commit: boolean, most = 4): void => {
			let looks: number | undefined;
			emulator.onRequest(({ method }) => {
				if (method === 'POST') looks ??= 0;
				else if (looks !== undefined) looks++;
				const lost = method === 'POST' ? looks === 0 : looks !== undefined && looks <= most;
				return lost ? { kind: 'reset', commit } : undefined;
			});
		};

		test('a customer that an earlier try made is the one to create, not one that exists', async () => {
			loseTheCreation(true);
			const { json, error } = await runBusha(emulator, individual(), retry);
			expect(error).toBeUndefined();
			expect(json).toEqual([expect.objectContaining({ id: [...emulator.state.customers.keys()][0] })]);
		});

		test('a customer that may have been made is unknown as long as nobody can tell', async () => {
			loseTheCreation(true, 100);
			const { error } = await runBusha(emulator, individual(), retry);
			expect(error).toMatchObject({
				description: expect.stringContaining('may have made it') as string,
				context: { details: { outcome: 'unknown' } },
			});
			expect(emulator.state.customers.size).toBe(1);
		});

		test('a customer that an earlier try did not make is made', async () => {
			loseTheCreation(false);
			const { json } = await runBusha(emulator, individual(), retry);
			expect(json).toHaveLength(1);
			expect(emulator.state.customers.size).toBe(1);
		});

		test('a customer whose creation was refused, and whom somebody else makes meanwhile, exists', async () => {
			emulator.onRequest(({ method }) => {
				if (method !== 'POST') return undefined;
				emulator.addCustomer({ email: 'ada.sample@gmail.com' });
				return { kind: 'answer', status: 400, commit: false };
			});
			const { error } = await runBusha(emulator, individual(), retry);
			expect(error?.message).toContain('exists');
		});
	});

	test('items that become one and the same customer make it once', async () => {
		const { json } = await runBusha(emulator, individual({ ifExists: 'returnExisting' }), { items: [{}, {}, {}] });
		expect(new Set(json.map(({ id }) => id)).size).toBe(1);
		expect(json).toHaveLength(3);
		expect(emulator.state.customers.size).toBe(1);
	});
});

describe('get', () => {
	test('gives the customer as Busha shows it, and asks as the business', async () => {
		const { id } = emulator.addCustomer({ email: 'one.sample@gmail.com' });
		const { json } = await runBusha(emulator, about('get', id));
		expect(json).toEqual([expect.objectContaining({ id, email: 'one.sample@gmail.com', address: expect.anything() })]);
		expect(Object.keys(json[0] ?? {}).length).toBeGreaterThan(10);
		expect(emulator.requests.map(({ path, profileId }) => [path, profileId])).toEqual([
			[`/v1/customers/${id}`, undefined],
		]);
	});

	test('simplified, it has at most ten fields, its id among them', async () => {
		const { id } = emulator.addCustomer();
		const { json } = await runBusha(emulator, about('get', id, { simplify: true }));
		expect(json[0]).toMatchObject({ id, status: 'active' });
		expect(Object.keys(json[0] ?? {}).length).toBeLessThanOrEqual(10);
	});

	test('simplified, it says how far the verification is, and what is missing', async () => {
		const { id } = emulator.addCustomer({ status: 'rejected', kyc_status: 'rejected', rejection_reasons: ['Blurred'] });
		const customer = { ...emulator.state.customers.get(id), requirements_due: ['selfie'] };
		emulator.fault(
			{ method: 'GET' },
			{ kind: 'answer', status: 200, commit: false, body: { status: 'success', message: 'x', data: customer } },
		);
		const { json } = await runBusha(emulator, about('get', id, { simplify: true }));
		expect(json).toEqual([
			expect.objectContaining({ kyc_status: 'rejected', rejection_reasons: ['Blurred'], requirements_due: ['selfie'] }),
		]);
	});

	test('an unknown customer is a 404 that tells what to check', async () => {
		const { error } = await runBusha(emulator, about('get', 'CUS_Nobody0000001'));
		expect(error).toMatchObject({
			httpCode: '404',
			message: expect.stringContaining('Customer not found'),
			description: expect.stringContaining('Check the ID'),
		});
	});
});

describe('getAll', () => {
	const many = (more = {}) => ({ resource: 'customer', operation: 'getAll', ...more });
	const fill = (count: number) => {
		for (let n = 0; n < count; n++)
			emulator.addCustomer({
				status: n % 4 === 0 ? 'rejected' : 'active',
				type: n % 2 === 0 ? 'business' : 'individual',
				first_name: n === 3 ? 'Zainab' : 'Ada',
			});
	};

	test('gives fifty simplified rows unless told otherwise', async () => {
		fill(60);
		const { json } = await runBusha(emulator, many());
		expect(json).toHaveLength(50);
		expect(json.every((row) => typeof row.id === 'string' && Object.keys(row).length <= 10)).toBe(true);
		expect(emulator.requests[0]?.query).toEqual({ limit: '50' });
	});

	test('asks for no more rows than the limit', async () => {
		fill(20);
		const { json } = await runBusha(emulator, many({ limit: 7 }));
		expect(json).toHaveLength(7);
		expect(emulator.requests.map(({ query }) => query.limit)).toEqual(['7']);
	});

	test('goes through all pages of a hundred, each row once', async () => {
		fill(250);
		const { json } = await runBusha(emulator, many({ returnAll: true, simplify: false }));
		expect(new Set(json.map(({ id }) => id)).size).toBe(250);
		expect(json).toHaveLength(250);
		expect(emulator.requests.map(({ query }) => query.limit)).toEqual(['100', '100', '100']);
		expect(json[0]).toHaveProperty('address');
	});

	test('a limit of more than one page is kept', async () => {
		fill(250);
		const { json } = await runBusha(emulator, many({ limit: 130 }));
		expect(json).toHaveLength(130);
		expect(emulator.requests.map(({ query }) => query.limit)).toEqual(['100', '30']);
	});

	test('filters by status and type across pages, and counts only what matches', async () => {
		fill(240);
		const { json } = await runBusha(emulator, many({ limit: 55, filters: { status: 'rejected', type: 'business' } }));
		expect(json).toHaveLength(55);
		expect(json.every(({ status, type }) => status === 'rejected' && type === 'business')).toBe(true);
		expect(emulator.requests.length).toBeGreaterThan(1);
		expect(emulator.requests.every(({ query }) => query.status === undefined && query.type === undefined)).toBe(true);
	});

	test('filters by the status of the verification', async () => {
		const { id } = emulator.addCustomer({ kyc_status: 'rejected' });
		emulator.addCustomer({ kyc_status: 'verified' });
		const { json } = await runBusha(emulator, many({ filters: { kycStatus: 'rejected' } }));
		expect(json).toEqual([expect.objectContaining({ id, kyc_status: 'rejected' })]);
	});

	test('a filter that nothing matches gives no items', async () => {
		fill(5);
		const { json, error } = await runBusha(emulator, many({ returnAll: true, filters: { status: 'in_review' } }));
		expect([json, error]).toEqual([[], undefined]);
	});

	test('searches with q, encoded', async () => {
		fill(5);
		const { json } = await runBusha(emulator, many({ filters: { q: 'Zainab' } }));
		expect(json).toEqual([expect.objectContaining({ first_name: 'Zainab' })]);
		await runBusha(emulator, many({ filters: { q: 'a+b & c=d' } }));
		expect(emulator.requests[1]?.query.q).toBe('a+b & c=d');
	});

	test.each([2, 101])('a search text of %d characters is refused before anything is sent', async (length) => {
		const q = 'x'.repeat(length);
		const { error } = await runBusha(emulator, many({ filters: { q } }));
		expect(error).toMatchObject({
			message: expect.stringContaining('characters, and Busha takes 3 to 100'),
			context: { details: { outcome: 'notSent' } },
		});
		expect(calls(emulator)).toEqual([]);
	});

	test.each([3, 100])('a search text of %d characters is sent', async (length) => {
		const q = 'x'.repeat(length);
		const { error } = await runBusha(emulator, many({ filters: { q } }));
		expect([error, emulator.requests[0]?.query.q]).toEqual([undefined, q]);
	});

	test.each([[0], [-1], [1.5], ['many'], [null]])('a limit of %p is refused before anything is sent', async (limit) => {
		const { error } = await runBusha(emulator, many({ limit: '={{ $json.limit }}' }), { items: [{ limit }] });
		expect(error?.message).toContain('Limit');
		expect(calls(emulator)).toEqual([]);
	});
});

describe('update', () => {
	test('sends the whole profile back, with the changes laid over it', async () => {
		const { id } = emulator.addCustomer({ email: 'one.sample@gmail.com', middle_name: 'Bola' });
		const { json, error } = await runBusha(
			emulator,
			about('update', id, {
				updateFields: { lastName: 'Married', city: 'Ibadan' },
				address: { addressLine2: 'Flat 2' },
			}),
		);
		expect(error).toBeUndefined();
		expect(bodyOf('PUT')).toEqual({
			type: 'individual',
			email: 'one.sample@gmail.com',
			phone: expect.any(String),
			country_id: 'NG',
			has_accepted_terms: true,
			first_name: 'Ada',
			middle_name: 'Bola',
			last_name: 'Married',
			address: {
				address_line_1: '1 Sample Close',
				address_line_2: 'Flat 2',
				city: 'Ibadan',
				state: 'Lagos',
				country_id: 'NG',
				postal_code: '100001',
			},
		});
		expect(json[0]).toMatchObject({
			id,
			last_name: 'Married',
			middle_name: 'Bola',
			address: { city: 'Ibadan', state: 'Lagos' },
		});
	});

	test('a new birth date goes out as DD-MM-YYYY', async () => {
		const { id } = emulator.addCustomer();
		await runBusha(emulator, about('update', id, { updateFields: { birthDate: '1999-01-31' } }));
		expect(emulator.state.customers.get(id)?.secrets.birth_date).toBe('31-01-1999');
	});

	test('an update is not sent twice when its outcome is unknown', async () => {
		const { id } = emulator.addCustomer();
		emulator.fault({ method: 'PUT' }, { kind: 'answer', status: 500, commit: true }, 5);
		const { error } = await runBusha(emulator, about('update', id, { updateFields: { lastName: 'New' } }));
		expect(error).toMatchObject({ httpCode: '500', context: { details: { outcome: 'unknown' } } });
		expect(calls(emulator).filter((call) => call.startsWith('PUT'))).toHaveLength(1);
	});

	test('an unknown customer is a 404, and nothing is written', async () => {
		const { error } = await runBusha(
			emulator,
			about('update', 'CUS_Nobody0000001', { updateFields: { lastName: 'New' } }),
		);
		expect(error?.httpCode).toBe('404');
		expect(bodyOf('PUT')).toBeUndefined();
	});
});

describe('upsert', () => {
	const upsert = (more = {}) => ({ ...individual(more), operation: 'upsert' });

	test('Retry On Fail does not update again a customer whose submission failed', async () => {
		emulator.addCustomer({ email: 'ada.sample@gmail.com', status: 'inactive' });
		const retry = { settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } };
		await runBusha(emulator, upsert({ submitForVerification: true }), retry);
		expect(emulator.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
		expect(emulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(2);
	});

	test('makes a customer when no one has the email', async () => {
		const { json } = await runBusha(emulator, upsert());
		expect(json).toEqual([expect.objectContaining({ email: 'ada.sample@gmail.com', status: 'inactive' })]);
		expect(calls(emulator)).toEqual(['GET /v1/customers', 'POST /v1/customers']);
	});

	test('updates the one who has it, in any case of letters, and keeps what was not given', async () => {
		const { id } = emulator.addCustomer({
			email: 'Ada.Sample@gmail.com',
			middle_name: 'Bola',
			address: { address_line_1: 'Old', address_line_2: 'Flat 9', city: 'Old', state: 'Old', country_id: 'NG' },
		});
		const { json } = await runBusha(emulator, upsert({ lastName: 'Married' }));
		expect(json).toEqual([expect.objectContaining({ id, last_name: 'Married', middle_name: 'Bola' })]);
		expect(emulator.state.customers.get(id)?.address).toMatchObject({
			address_line_1: '1 Sample Close',
			address_line_2: 'Flat 9',
			city: 'Lagos',
		});
		expect(emulator.state.customers.size).toBe(1);
	});

	test('a creation whose answer was lost is found, not repeated', async () => {
		emulator.fault({ method: 'POST' }, { kind: 'answer', status: 502, commit: true });
		const { json } = await runBusha(emulator, upsert());
		expect(json).toHaveLength(1);
		expect(emulator.state.customers.size).toBe(1);
	});
});

describe('shareToken', () => {
	test('hands the token over and says so', async () => {
		const { id } = emulator.addCustomer({ status: 'inactive' });
		const { json } = await runBusha(emulator, about('shareToken', id, { token: 'sample-share-token' }));
		expect(json).toEqual([{ success: true, message: 'Token shared successfully' }]);
		expect(bodyOf('POST')).toEqual({ token: 'sample-share-token' });
		expect(emulator.requests[0]?.profileId).toBeUndefined();
	});

	test('an empty token is refused before anything is sent', async () => {
		const { error } = await runBusha(
			emulator,
			about('shareToken', 'CUS_Sample0000001', { token: '={{ $json.none }}' }),
		);
		expect(error?.message).toContain('Token: is empty');
		expect(calls(emulator)).toEqual([]);
	});

	test("a business's token is refused by Busha", async () => {
		const { id } = emulator.addCustomer({ type: 'business', status: 'inactive' });
		const { error } = await runBusha(emulator, about('shareToken', id, { token: 'sample-share-token' }));
		expect(error).toMatchObject({ httpCode: '400', message: expect.stringContaining('individual customers only') });
	});
});

describe('by email', () => {
	const byEmail = (value: string) => ({ customerId: { __rl: true, mode: 'email', value } as never });
	const operations: Array<[string, object]> = [
		['get', {}],
		['update', { updateFields: { lastName: 'Married' } }],
		['verify', {}],
		['shareToken', { token: 'sample-share-token' }],
	];

	test.each(operations)('%s finds the one customer with the address, whatever its case', async (operation, more) => {
		for (let number = 0; number < 120; number++) emulator.addCustomer({ email: `x${number}.ada.sample@gmail.com` });
		const { id } = emulator.addCustomer({ email: 'Ada.Sample@gmail.com', status: 'inactive', kycShared: true });
		emulator.addCustomer({ email: 'ada.sample@gmail.com.ng' });
		const { error } = await runBusha(emulator, {
			...about(operation, '', more),
			...byEmail('={{ " ada.SAMPLE@gmail.com" }}'),
		});
		expect(error).toBeUndefined();
		expect(emulator.requests.at(-1)?.path).toContain(id);
	});

	test('nobody, and more than one, is an error that says so, and nothing is written', async () => {
		const none = await runBusha(emulator, { ...about('verify', ''), ...byEmail('ada.sample@gmail.com') });
		for (let number = 0; number < 2; number++) emulator.addCustomer({ email: 'ada.sample@gmail.com' });
		const two = await runBusha(emulator, { ...about('verify', ''), ...byEmail('ada.sample@gmail.com') });
		expect([none.error?.message, two.error?.message]).toEqual([
			expect.stringContaining('No customer has the email'),
			expect.stringContaining('Several customers have the email'),
		]);
		expect([none.error?.context.details?.outcome, two.error?.context.details?.outcome]).toEqual(['notSent', 'notSent']);
		expect(calls(emulator).filter((call) => call.startsWith('POST'))).toEqual([]);
	});

	test.each([
		['={{ $json.none }}', 'is empty'],
		['CUS_Sample0000001', 'is not an email address'],
		['={{ "ada" + undefined + "@gmail.com" }}', 'an expression failed'],
	])('%s is refused before anything is sent', async (value, problem) => {
		const { error } = await runBusha(emulator, { ...about('get', ''), ...byEmail(value) });
		expect(error?.message).toContain(problem);
		expect(calls(emulator)).toEqual([]);
	});

	test('an email under "By ID" is refused before anything is sent', async () => {
		const { error } = await runBusha(emulator, about('get', 'ada.sample@gmail.com'));
		expect(error?.message).toContain('is not a customer ID');
		expect(calls(emulator)).toEqual([]);
	});
});

describe('the address', () => {
	test("is in the customer's country unless it names its own", async () => {
		await runBusha(emulator, individual({ countryId: 'KE', phone: '+254712345678' }));
		await runBusha(
			emulator,
			individual({
				email: 'other.sample@gmail.com',
				address: { countryId: 'GH', addressLine2: 'Flat 2', county: 'C', province: 'P' },
			}),
		);
		const [first, second] = emulator.requests
			.filter(({ method }) => method === 'POST')
			.map(({ body }) => (body as { address: object }).address);
		expect(first).toMatchObject({ address_line_1: '1 Sample Close', city: 'Lagos', state: 'Lagos', country_id: 'KE' });
		expect(second).toMatchObject({ country_id: 'GH', address_line_2: 'Flat 2', county: 'C', province: 'P' });
	});

	test.each([['addressLine1'], ['city'], ['state']])(
		'%s of an individual is needed, of a business it is not',
		async (name) => {
			await expect(runBusha(emulator, individual({ [name]: '' }))).rejects.toThrow(lacks('.+'));
			const { error } = await runBusha(emulator, business({ addressLine1: '', city: '', state: '', address: {} }));
			expect(error).toBeUndefined();
			expect(bodyOf('POST')).not.toHaveProperty('address');
		},
	);
});

describe('delete', () => {
	test.each([
		['id', false],
		['email', true],
	])('by %s, lost answer: %s', async (mode, lost) => {
		const { id, email } = emulator.addCustomer();
		if (lost) emulator.fault({ method: 'DELETE' }, { kind: 'reset', commit: true });
		const customerId = { __rl: true, mode, value: mode === 'id' ? id : email };
		const { json, error } = await runBusha(emulator, { resource: 'customer', operation: 'delete', customerId });
		expect(error).toBeUndefined();
		expect(json).toEqual([{ deleted: true }]);
		expect(emulator.state.customers.has(id)).toBe(false);
	});
});

describe('export', () => {
	const ask = (more = {}) => ({ resource: 'customer', operation: 'export', binaryField: 'data', ...more });
	const textOf = (data = ''): string => Buffer.from(data, 'base64').toString();

	test('gives the customers as a CSV file in a binary field', async () => {
		const { email } = emulator.addCustomer({ first_name: 'Zo\u00eb' });
		const { items, error } = await runBusha(emulator, ask(), { items: [{ n: 1 }, { n: 2 }] });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(2);
		expect(items[0]).toMatchObject({ json: {}, pairedItem: { item: 0 } });
		expect(items[0]?.binary?.data).toMatchObject({ fileName: 'customers.csv', mimeType: 'text/csv' });
		const text = textOf(items[0]?.binary?.data?.data);
		expect(text).toContain(email);
		expect(text.split('\n').length).toBeGreaterThan(1);
	});

	test('asks for a CSV file, and for all else as JSON', async () => {
		await runBusha(emulator, ask());
		await runBusha(emulator, { resource: 'balance', operation: 'getAll' });
		expect(emulator.requests.map(({ headers }) => headers.accept)).toEqual([
			'text/csv, application/json',
			'application/json',
		]);
	});

	test('a refusal is told as Busha tells it', async () => {
		emulator.fault({ path: '/v1/customers/export' }, { kind: 'answer', status: 403, commit: false });
		const { error } = await runBusha(emulator, ask());
		expect(error).toMatchObject({ httpCode: '403', description: expect.stringContaining('customers:read') });
	});

	test('without customers the file holds the names of the columns', async () => {
		const { items } = await runBusha(emulator, ask());
		expect(textOf(items[0]?.binary?.data?.data)).toMatch(/^id,[a-z_,]+\n$/);
	});

	test('searches, and puts the file where the user wants it', async () => {
		emulator.addCustomer({ email: 'ada@gmail.com' });
		emulator.addCustomer({ email: 'bola@gmail.com' });
		const { items } = await runBusha(emulator, ask({ binaryField: 'file', q: 'bola@' }));
		const text = textOf(items[0]?.binary?.file?.data);
		expect([text.includes('bola@gmail.com'), text.includes('ada@gmail.com')]).toEqual([true, false]);
		expect(emulator.requests[0]?.query).toEqual({ q: 'bola@' });
	});

	test.each([
		['a web page', { kind: 'html', commit: false } as const],
		['rows', { kind: 'answer', status: 200, commit: false, body: { status: 'success', data: [] } } as const],
	])('an answer that is %s is an error', async (_what, fault) => {
		emulator.fault({ path: '/v1/customers/export' }, fault, 9);
		const { items, error } = await runBusha(emulator, ask());
		expect(items).toEqual([]);
		expect(error?.context.details).toMatchObject({ outcome: 'rejected' });
	});
});
