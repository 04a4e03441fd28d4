import { locator, type Parameters, runBusha } from '../support/busha';
import { business, businessParts, identity, individual, owner } from '../support/customers';
import { png } from '../support/png';
import { calls, testEmulator } from '../support/testEmulator';

const emulator = testEmulator();
const { businessTransaction, businessRegistration } = businessParts;
const PICTURE = { data: png(2, 2, [200, 100, 0]).toString('base64'), mimeType: 'image/png' };
const input = [{ json: {}, binary: { file: PICTURE, front: PICTURE, face: PICTURE } }];

const owners = (...list: Parameters[]) => business({ businessOwners: { owners: list } as never });
const documents = (...list: Parameters[]) => business({ businessDocuments: { documents: list } as never });
const papers = (...list: Parameters[]) => individual({ identityDocuments: { documents: list } as never });
const change = (updateFields: Parameters): Parameters => ({
	resource: 'customer',
	operation: 'update',
	customerId: locator('CUS_Sample0000001'),
	updateFields: updateFields as never,
});
const paper = { type: 'passport', number: 'A1', country: 'NG', imageFront: 'file' };
const without = (part: Parameters, ...names: string[]) =>
	Object.fromEntries(Object.entries(part).filter(([name]) => !names.includes(name))) as Parameters;

const REFUSED: Array<[string, Parameters, string]> = [
	['an email without a domain', individual({ email: 'ada.sample' }), 'Email: "ada.sample" is not an email address'],
	['an email in an update', change({ email: 'ada@sample' }), 'Email: "ada@sample" is not an email address'],
	['a long business name', business({ businessName: 'x'.repeat(101) }), 'Business Name: has 101 characters'],
	[
		'a short industry',
		business({ businessIndustry: locator('BIN_1') as never }),
		'Business Industry: has 5 characters',
	],
	['a long first name of an owner', owners({ ...owner, firstName: 'x'.repeat(101) }), 'First Name: has 101 characters'],
	['an unknown role', owners({ ...owner, role: 'king' }), 'Role: "king" is not a role of owners'],
	['no role', owners({ ...owner, role: '={{ [] }}' }), 'Role: is empty'],
	['a short BVN', owners({ ...owner, bvn: '1234567890' }), 'BVN: "1234567890" is not a bank verification number'],
	['a BVN with letters', owners({ ...owner, bvn: '1234567890A' }), 'is not a bank verification number'],
	['half an address', owners({ ...owner, address: { city: 'Lagos' } }), 'Address: lacks Address Line 1, Country'],
	['an unknown purpose', documents({ purposes: 'fun', file: 'file' }), '"fun" is not a purpose of documents'],
	['no purpose', documents({ purposes: '={{ [] }}', file: 'file' }), 'Purposes: is empty'],
	['eleven documents', documents(...Array(11).fill({ purposes: ['memart'], file: 'file' })), 'at most 10'],
	[
		'five papers and a selfie',
		{ ...papers(...Array(5).fill(paper)), selfie: 'face' },
		'at most 5, the selfie included',
	],
	['a long number', papers({ ...paper, number: '1'.repeat(51) }), 'Number: has 51 characters'],
	['a BVN as a paper', papers({ ...paper, type: 'bvn', number: '123' }), 'Number: "123" is not a bank verification'],
	['a short purpose', business({ businessTransaction: { purpose: 'it' } }), 'Purpose: has 2 characters'],
	[
		'an unknown value of a choice',
		business({ businessTransaction: { ...businessTransaction, monthlyTransactionCount: '7' } }),
		'Monthly Transaction Count: "7" is not one of the choices',
	],
	[
		'an address that is not on the web',
		business({ businessTransaction: { ...businessTransaction, apiIntegrationUrl: 'sample.ng' } }),
		'API Integration URL: "sample.ng" is not a web address',
	],
	[
		'a long license number',
		business({ businessRegistration: { ...businessRegistration, licenseNumber: 'L'.repeat(31) } }),
		'License Number: has 31 characters',
	],
];

test.each(REFUSED)('%s is refused, and nothing is sent', async (_name, parameters, problem) => {
	const { error } = await runBusha(emulator, parameters, { input });
	expect(error).toMatchObject({
		message: expect.stringContaining(problem),
		context: { details: { outcome: 'notSent' } },
	});
	expect(calls(emulator)).toEqual([]);
});

describe('what is missing of a business is told in one error', () => {
	const halves = {
		businessTransaction: without(businessTransaction, 'purpose', 'apiIntegrationUrl'),
		businessRegistration: without(businessRegistration, 'businessType', 'licenseNumber'),
	};
	const MISSING =
		'Busha needs more about the business: Business Registration > Business Type, Business Registration > License Number, Business Transaction > API Integration URL, Business Transaction > Purpose';

	test.each([
		['create', business(halves)],
		['create or update', { ...business(halves), operation: 'upsert' }],
		['update', { ...change({}), customerType: 'business', ...halves }],
	])('%s', async (_name, parameters) => {
		const { error } = await runBusha(emulator, parameters);
		expect(error?.message).toContain(MISSING);
		expect(calls(emulator)).toEqual([]);
	});

	test('in a later item, before the first item is sent', async () => {
		const purpose = '={{ $json.purpose }}';
		const { error } = await runBusha(
			emulator,
			business({ businessTransaction: { ...businessTransaction, purpose, apiAccessNeeded: '={{ $json.needed }}' } }),
			{
				items: [
					{ purpose: 'trade', needed: true },
					{ purpose: 'no', needed: true },
				],
			},
		);
		expect(error?.context.itemIndex).toBe(1);
		expect(calls(emulator)).toEqual([]);
	});

	test('with every part when it is submitted for verification', async () => {
		const { error } = await runBusha(
			emulator,
			business({ submitForVerification: true, businessTransaction: halves.businessTransaction }),
		);
		expect(error?.message).toContain(
			'Business Documents, Business Owners, Business Registration, Business Transaction > API Integration URL, Business Transaction > Purpose',
		);
		expect(calls(emulator)).toEqual([]);
	});
});

test('an address for the API is not needed where no access is needed', async () => {
	const parts = { ...without(businessTransaction, 'apiIntegrationUrl'), apiAccessNeeded: false };
	const { error } = await runBusha(emulator, business({ businessTransaction: parts as never }));
	expect(error).toBeUndefined();
});

test('a whole business is sent with the documents of its owners, and submitted', async () => {
	const person = {
		...owner,
		pepType: 'senator',
		address: { addressLine1: '1 Sample Close', countryId: 'NG' },
		proofOfAddress: 'file',
		proofOfId: 'file',
	};
	const { error } = await runBusha(
		emulator,
		business({
			...businessParts,
			businessOwners: { owners: [person] },
			businessDocuments: { documents: [{ purposes: ['memart', 'board_resolution'], file: 'file' }] },
			submitForVerification: true,
		}),
		{ input },
	);
	expect(error).toBeUndefined();
	expect(
		emulator.requests.find(({ path, method }) => method === 'POST' && path === '/v1/customers')?.body,
	).toMatchObject({
		documents: [{ purposes: ['memart', 'board_resolution'], file: PICTURE.data }],
		business_owners: [
			{
				pep_type: 'senator',
				address: { address_line_1: '1 Sample Close', country_id: 'NG' },
				proof_of_address: PICTURE.data,
				proof_of_id: PICTURE.data,
			},
		],
	});
	expect(calls(emulator)).toContainEqual(expect.stringMatching(/^POST \/v1\/customers\/CUS_\w+\/verify$/));
});

test('a BVN counts as a paper without a picture', async () => {
	const { error } = await runBusha(
		emulator,
		individual({
			...identity,
			identityDocuments: { documents: [{ type: 'bvn', number: '12345678901', country: 'NG' }] },
		}),
		{ input },
	);
	expect(error).toBeUndefined();
});
