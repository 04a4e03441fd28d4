import type { INodeExecutionData } from 'n8n-workflow';

import { locator, runBusha } from '../support/busha';
import { business, identity, individual } from '../support/customers';
import { png } from '../support/png';
import { calls, everything, testEmulator } from '../support/testEmulator';

const emulator = testEmulator({ verification: 'hold' });
const PICTURE = png(2, 2, [200, 100, 0]);
const FOUR_MB = 4 * 1024 * 1024;

const file = (content: Buffer, mimeType = 'image/png', fileName?: string) => ({ data: content.toString('base64'), mimeType, ...(fileName && { fileName }) });
const itemWith = (binary: INodeExecutionData['binary']): INodeExecutionData[] => [{ json: {}, binary }];
const both = itemWith({ front: file(PICTURE), face: file(Buffer.from('face'), 'image/jpeg') });
const post = () => emulator.requests.find(({ method, path }) => method === 'POST' && path === '/v1/customers')?.body as Record<string, never>;

test('identity documents and a selfie are taken from the binary fields of the item, as plain base64', async () => {
	const { json, error } = await runBusha(emulator, individual(identity), { input: both });
	expect(error).toBeUndefined();
	expect(post().identifying_information).toEqual([
		{ type: 'passport', number: 'A00000000', country: 'NG', image_front: PICTURE.toString('base64') },
		{ type: 'selfie', number: '', country: 'NG', image_front: Buffer.from('face').toString('base64') },
	]);
	expect(JSON.stringify(json)).not.toContain(PICTURE.toString('base64'));
});

test('both sides and the expiry date of a document are sent', async () => {
	const documents = [{ type: 'national-id', number: '001', country: 'ke', expiryDate: '24-12-2030', imageFront: 'front', imageBack: 'face' }];
	await runBusha(emulator, individual({ identityDocuments: { documents } }), { input: both });
	expect(post().identifying_information).toMatchObject([{ type: 'national-id', number: '001', country: 'KE', expiry_date: '2030-12-24', image_front: expect.any(String), image_back: expect.any(String) }]);
});

test('each item sends its own files', async () => {
	const input = ['a', 'b'].map((name) => ({ json: { name }, binary: { front: file(Buffer.from(`front ${name}`)), face: file(Buffer.from(`face ${name}`)) } }));
	await runBusha(emulator, individual({ ...identity, email: '={{ $json.name }}.sample@gmail.com' }), { input });
	const sent = emulator.requests.filter(({ method }) => method === 'POST').map(({ body }) => (body as { identifying_information: Array<{ image_front: string }> }).identifying_information);
	expect(sent.map((documents) => documents.map(({ image_front }) => Buffer.from(image_front, 'base64').toString()))).toEqual([['front a', 'face a'], ['front b', 'face b']]);
});

test.each([
	['image/png', undefined],
	['image/jpeg', undefined],
	['image/jpg', undefined],
	['application/pdf', undefined],
	['IMAGE/PNG', undefined],
	['application/octet-stream', 'scan.PDF'],
])('a business document of type %s (%s) is sent', async (mimeType, fileName) => {
	const documents = [{ purposes: 'certificate_of_incorporation, proof_of_address', file: 'data' }];
	const { error } = await runBusha(emulator, business({ businessDocuments: { documents } }), { input: itemWith({ data: file(PICTURE, mimeType, fileName) }) });
	expect(error).toBeUndefined();
	expect(post().documents).toEqual([{ purposes: ['certificate_of_incorporation', 'proof_of_address'], file: PICTURE.toString('base64') }]);
});

test('a file just below 4 MB is sent', async () => {
	const { json } = await runBusha(emulator, individual({ selfie: 'data' }), { input: itemWith({ data: file(Buffer.alloc(FOUR_MB - 1, 1)) }) });
	expect(json).toHaveLength(1);
});

const BAD: Array<[string, INodeExecutionData['binary'], string]> = [
	['a text file', { data: file(PICTURE, 'text/plain') }, 'is of type text/plain'],
	['a GIF', { data: file(PICTURE, 'image/gif', 'x.gif') }, 'is of type image/gif'],
	['a web page named like a picture', { data: file(PICTURE, 'text/html', 'x.png') }, 'is of type text/html'],
	['a file of unknown type and name', { data: file(PICTURE, 'application/octet-stream', 'x.exe') }, 'is of type'],
	['a file of exactly 4 MB', { data: file(Buffer.alloc(FOUR_MB, 1)) }, '4 MB or larger'],
	['a larger file', { data: file(Buffer.alloc(FOUR_MB + 3, 1)) }, '4 MB or larger'],
	['an empty file', { data: file(Buffer.alloc(0)) }, 'is empty'],
	['a file in another field', { other: file(PICTURE) }, 'no file in a binary field named "data"'],
	['no file at all', undefined, 'no file in a binary field named "data"'],
];

describe.each([['create'], ['update'], ['upsert']])('%s with a file that cannot be used', (operation) => {
	const parameters = operation === 'update'
		? { resource: 'customer', operation, customerId: locator('CUS_Sample0000001'), updateFields: { selfie: 'data' } }
		: individual({ operation, selfie: 'data' });

	test.each(BAD)('%s is refused, and nothing is sent for any item', async (_name, binary, problem) => {
		const input = [...itemWith({ data: file(PICTURE) }), ...itemWith(binary)];
		const { error } = await runBusha(emulator, parameters, { input });
		expect(error).toMatchObject({ message: expect.stringContaining(problem), context: { itemIndex: 1, details: { outcome: 'notSent' } } });
		expect(error?.message).toContain('Selfie:');
		expect(calls(emulator)).toEqual([]);
	});
});

test('a missing picture of a document tells which entry it belongs to', async () => {
	const documents = [{ type: 'passport', number: 'A1', country: 'NG', imageFront: 'front' }, { type: 'passport', number: 'A2', country: 'NG', imageFront: 'gone' }];
	const { error } = await runBusha(emulator, individual({ identityDocuments: { documents } }), { input: both });
	expect(error?.message).toContain('Identity Documents: entry 2, Image Front: the item has no file in a binary field named "gone"');
	expect(calls(emulator)).toEqual([]);
});

test('a document number that came as a number is refused, since it may have lost zeros', async () => {
	const documents = [{ type: 'national-id', number: '={{ 12345678901 }}', country: 'NG' }];
	const { error } = await runBusha(emulator, individual({ identityDocuments: { documents } }));
	expect(error?.message).toContain('came as a number');
	expect(calls(emulator)).toEqual([]);
});

test('an update can add a selfie alone: its country is the customer\'s', async () => {
	const { id } = emulator.addCustomer({ country_id: 'KE' });
	const { error } = await runBusha(emulator, { resource: 'customer', operation: 'update', customerId: locator(id), updateFields: { selfie: 'face' } }, { input: both });
	expect(error).toBeUndefined();
	expect(emulator.state.customers.get(id)?.secrets.identifying_information).toEqual([{ type: 'selfie', number: '', country: 'KE', image_front: Buffer.from('face').toString('base64') }]);
});

test.each([['in full', (content: string) => content], ['in part', (content: string) => content.slice(0, 150)]])('the content of a document that Busha repeats %s never shows in an error', async (_name, part) => {
	const content = Buffer.from(Array.from({ length: 200 }, (_, index) => (index * 37) % 256));
	const echo = part(content.toString('base64'));
	const body = { error: { name: 'bad_request', message: `Cannot read ${echo}` }, fields: { image_front: [{ message: `"${echo}" is not a picture` }] } };
	for (const onError of ['stopWorkflow', 'continueErrorOutput'] as const) {
		emulator.fault({ method: 'POST' }, { kind: 'answer', status: 400, commit: false, body });
		const { error, failed } = await runBusha(emulator, individual({ selfie: 'data' }), { input: itemWith({ data: file(content) }), settings: { onError } });
		const shown = everything(onError === 'stopWorkflow' ? error : failed[0]?.json);
		expect(shown).toContain('Cannot read ***');
		expect(shown).not.toContain(echo.slice(0, 60));
	}
});

test('the content of a very small document that Busha repeats does not show either', async () => {
	const echo = Buffer.from('tiny').toString('base64');
	emulator.fault({ method: 'POST' }, { kind: 'answer', status: 400, commit: false, body: { error: { name: 'bad_request', message: `Not an image: ${echo}` } } });
	const { error } = await runBusha(emulator, individual({ selfie: 'data' }), { input: itemWith({ data: file(Buffer.from('tiny')) }) });
	expect(error?.message).toContain('Not an image: ***');
	expect(everything(error)).not.toContain(echo);
});

describe('verification', () => {
	const submitted = individual({ ...identity, submitForVerification: true });
	const verifying = { method: 'POST', path: /\/verify$/ };
	const count = (method: string, end: RegExp) => emulator.requests.filter((request) => request.method === method && end.test(request.path)).length;

	test('a customer is created and submitted in one step, and shown as it is then', async () => {
		const { json } = await runBusha(emulator, submitted, { input: both });
		expect(json).toEqual([expect.objectContaining({ id: expect.stringMatching(/^CUS_/), status: 'in_review' })]);
	});

	test('when the customer was made and its submission fails, the error names the customer', async () => {
		const { error } = await runBusha(emulator, individual({ submitForVerification: true }));
		const [id] = [...emulator.state.customers.keys()];
		expect(error).toMatchObject({
			httpCode: '400', message: expect.stringContaining('selfie'), description: expect.stringContaining('identity documents'),
			context: { details: { outcome: 'rejected', name: 'profile_kyc_verification', customerId: id } },
		});
	});

	test('a try after a failed submission does not create the customer again', async () => {
		emulator.fault(verifying, { kind: 'answer', status: 400, commit: false });
		const { json, error } = await runBusha(emulator, submitted, { input: both, settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } });
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining({ status: 'in_review' })]);
		expect([count('POST', /customers$/), count('POST', /verify$/), emulator.state.customers.size]).toEqual([1, 2, 1]);
	});

	test('the same holds for upsert, and for "Retry execution"', async () => {
		emulator.fault(verifying, { kind: 'answer', status: 400, commit: false });
		const parameters = { ...submitted, operation: 'upsert' };
		const first = await runBusha(emulator, parameters, { input: both });
		expect(first.error).toMatchObject({ context: { details: { customerId: [...emulator.state.customers.keys()][0] } } });
		const second = await runBusha(emulator, parameters, { retryOf: first.run });
		expect(second.json).toEqual([expect.objectContaining({ status: 'in_review' })]);
		expect([count('POST', /customers$/), count('PUT', /./)]).toEqual([1, 0]);
	});

	test('a submission whose answer was lost counts, if the customer is in review', async () => {
		emulator.fault(verifying, { kind: 'reset', commit: true });
		const { json } = await runBusha(emulator, submitted, { input: both });
		expect(json).toEqual([expect.objectContaining({ status: 'in_review' })]);
		expect(count('POST', /verify$/)).toBe(1);
	});

	test('a submission that did not arrive is sent again', async () => {
		const { id } = emulator.addCustomer({ status: 'inactive', kycShared: true });
		emulator.fault(verifying, { kind: 'answer', status: 503, commit: false });
		const { json } = await runBusha(emulator, { resource: 'customer', operation: 'verify', customerId: locator(id) });
		expect(json).toEqual([{ success: true, message: 'Customer verified successfully' }]);
		expect(emulator.state.customers.get(id)?.status).toBe('in_review');
	});

	test('a rejected customer whose new submission got lost is not taken for submitted', async () => {
		const { id } = emulator.addCustomer({ status: 'rejected', kycShared: true });
		emulator.fault(verifying, { kind: 'reset', commit: false });
		const { json } = await runBusha(emulator, { resource: 'customer', operation: 'verify', customerId: locator(id) });
		expect(json).toMatchObject([{ success: true }]);
		expect(emulator.state.customers.get(id)?.status).toBe('in_review');
	});

	test('a customer that exists is submitted with "returnExisting" only while it was not', async () => {
		emulator.addCustomer({ email: 'ada.sample@gmail.com', status: 'inactive', kycShared: true });
		const parameters = individual({ submitForVerification: true, ifExists: 'returnExisting' });
		expect((await runBusha(emulator, parameters)).json).toMatchObject([{ status: 'in_review' }]);
		expect((await runBusha(emulator, parameters)).json).toMatchObject([{ status: 'in_review' }]);
		expect(count('POST', /verify$/)).toBe(1);
	});

	test('a verified customer cannot be submitted again', async () => {
		const { id } = emulator.addCustomer();
		const { error } = await runBusha(emulator, { resource: 'customer', operation: 'verify', customerId: locator(id) });
		expect(error?.message).toContain('already verified');
	});
});
