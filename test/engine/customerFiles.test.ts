import { BinaryDataService } from 'n8n-core';
import type { INodeExecutionData } from 'n8n-workflow';

import { locator, runBusha } from '../support/busha';
import { business, identity, individual } from '../support/customers';
import { png } from '../support/png';
import { calls, everything, testEmulator } from '../support/testEmulator';

const emulator = testEmulator({ verification: 'hold' });
const PICTURE = png(2, 2, [200, 100, 0]);
const FOUR_MB = 4 * 1024 * 1024;

const file = (content: Buffer, mimeType = 'image/png', fileName?: string) => ({
	data: content.toString('base64'),
	mimeType,
	...(fileName && { fileName }),
});
const itemWith = (binary: INodeExecutionData['binary']): INodeExecutionData[] => [{ json: {}, binary }];
/** A file that begins as a JPEG picture does. */
const jpeg = (content: string) => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(content)]);
const FACE = jpeg('face');
const both = itemWith({ front: file(PICTURE), face: file(FACE, 'image/jpeg') });
const post = () =>
	emulator.requests.find(({ method, path }) => method === 'POST' && path === '/v1/customers')?.body as Record<
		string,
		never
	>;

test('identity documents and a selfie are taken from the binary fields of the item, as plain base64', async () => {
	const { json, error } = await runBusha(emulator, individual(identity), { input: both });
	expect(error).toBeUndefined();
	expect(post().identifying_information).toEqual([
		{ type: 'passport', number: 'A00000000', country: 'NG', image_front: PICTURE.toString('base64') },
		{ type: 'selfie', number: '', country: 'NG', image_front: FACE.toString('base64') },
	]);
	expect(JSON.stringify(json)).not.toContain(PICTURE.toString('base64'));
});

test('both sides and the expiry date of a document are sent', async () => {
	const documents = [
		{
			type: 'national-id',
			number: '001',
			country: 'ke',
			expiryDate: '24-12-2030',
			imageFront: 'front',
			imageBack: 'face',
		},
	];
	await runBusha(emulator, individual({ identityDocuments: { documents } }), { input: both });
	expect(post().identifying_information).toMatchObject([
		{
			type: 'national-id',
			number: '001',
			country: 'KE',
			expiry_date: '2030-12-24',
			image_front: expect.any(String),
			image_back: expect.any(String),
		},
	]);
});

test('each item sends its own files', async () => {
	const input = ['a', 'b'].map((name) => ({
		json: { name },
		binary: { front: file(jpeg(`front ${name}`)), face: file(jpeg(`face ${name}`)) },
	}));
	await runBusha(emulator, individual({ ...identity, email: '={{ $json.name }}.sample@gmail.com' }), { input });
	const sent = emulator.requests
		.filter(({ method }) => method === 'POST')
		.map(({ body }) => (body as { identifying_information: Array<{ image_front: string }> }).identifying_information);
	expect(
		sent.map((documents) =>
			documents.map(({ image_front }) => Buffer.from(image_front, 'base64').toString('latin1').slice(3)),
		),
	).toEqual([
		['front a', 'face a'],
		['front b', 'face b'],
	]);
});

test.each([
	['image/png', undefined],
	['application/pdf', 'scan.PDF'],
	['application/octet-stream', undefined],
	['binary/octet-stream', 'x.exe'],
	['image/pjpeg', undefined],
	['image/jpeg;charset=UTF-8', undefined],
	['text/plain', 'x.txt'],
	['', undefined],
])('a business document that is labelled %s (%s) is sent, since it is a picture', async (mimeType, fileName) => {
	const documents = [{ purposes: 'certificate_of_incorporation, proof_of_address', file: 'data' }];
	const { error } = await runBusha(emulator, business({ businessDocuments: { documents } }), {
		input: itemWith({ data: file(PICTURE, mimeType, fileName) }),
	});
	expect(error).toBeUndefined();
	expect(post().documents).toEqual([
		{ purposes: ['certificate_of_incorporation', 'proof_of_address'], file: PICTURE.toString('base64') },
	]);
});

test('a file just below 4 MB is sent', async () => {
	const { json } = await runBusha(emulator, individual({ selfie: 'data' }), {
		input: itemWith({ data: file(Buffer.concat([PICTURE, Buffer.alloc(FOUR_MB - 1 - PICTURE.length, 1)])) }),
	});
	expect(json).toHaveLength(1);
});

const BAD: Array<[string, INodeExecutionData['binary'], string]> = [
	[
		'a HEIC photo that is labelled JPEG',
		{ data: file(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'), 'image/jpeg', 'photo.jpg') },
		'is a HEIC picture, whatever its label image/jpeg says',
	],
	['a WebP picture', { data: file(Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1')) }, 'is a WebP picture'],
	['a GIF', { data: file(Buffer.from('GIF89a'), 'image/png', 'x.png') }, 'is a GIF picture'],
	['a web page', { data: file(Buffer.from('<!DOCTYPE html><html></html>'), 'image/png', 'x.png') }, 'is a web page'],
	[
		'a data URI',
		{ data: file(Buffer.from(`data:image/png;base64,${PICTURE.toString('base64')}`)) },
		'is a data URI in a text',
	],
	['the text of a picture', { data: file(Buffer.from(PICTURE.toString('base64'))) }, 'of a kind that is not known'],
	['a file of exactly 4 MB', { data: file(Buffer.alloc(FOUR_MB, 1)) }, '4 MB or larger'],
	['a larger file', { data: file(Buffer.alloc(FOUR_MB + 3, 1)) }, '4 MB or larger'],
	['an empty file', { data: file(Buffer.alloc(0)) }, 'is empty'],
	['a file in another field', { other: file(PICTURE) }, 'no file in a binary field named "data"'],
	['no file at all', undefined, 'no file in a binary field named "data"'],
];

describe.each([['create'], ['update'], ['upsert']])('%s with a file that cannot be used', (operation) => {
	const parameters =
		operation === 'update'
			? { resource: 'customer', operation, customerId: locator('CUS_Sample0000001'), selfie: 'data' }
			: individual({ operation, selfie: 'data' });

	test.each(BAD)('%s is refused, and nothing is sent for any item', async (_name, binary, problem) => {
		const input = [...itemWith({ data: file(PICTURE) }), ...itemWith(binary)];
		const { error } = await runBusha(emulator, parameters, { input });
		expect(error).toMatchObject({
			message: expect.stringContaining(problem),
			context: { itemIndex: 1, details: { outcome: 'notSent' } },
		});
		expect(error?.message).toContain('Selfie:');
		expect(calls(emulator)).toEqual([]);
	});
});

describe('a file is found in every form that n8n has', () => {
	const sent = () =>
		(post().identifying_information as unknown as Array<{ image_front: string }>).map(({ image_front }) => image_front);

	test.each([['={{ $binary.face }}'], ['={{ $("Manual").item.binary.face }}'], ['={{ $binary["face"] }}']])(
		'given as %s',
		async (selfie) => {
			const { error } = await runBusha(emulator, individual({ selfie }), { input: both });
			expect(error).toBeUndefined();
			expect(sent()).toEqual([FACE.toString('base64')]);
		},
	);

	test('as an object with its content', async () => {
		const { error } = await runBusha(emulator, individual({ selfie: '={{ $json.scan }}' }), {
			items: [{ scan: file(PICTURE) }],
		});
		expect([error, sent()]).toEqual([undefined, [PICTURE.toString('base64')]]);
	});

	test('in the JSON of the item, when the workflow combines both', async () => {
		const { error } = await runBusha(emulator, individual({ selfie: 'scans.face' }), {
			items: [{ scans: { face: file(FACE, 'image/jpeg') } }] as never,
			workflow: { binaryMode: 'combined' },
		});
		expect([error, sent()]).toEqual([undefined, [FACE.toString('base64')]]);
	});

	describe('stored outside of the item', () => {
		let loaded: string[];
		const stored = (name: string, more: object = {}) => ({
			data: 'filesystem-v2',
			id: `filesystem-v2:${name}`,
			mimeType: 'image/jpeg',
			fileName: `${name}.jpg`,
			...more,
		});
		const contents: Record<string, Buffer> = {
			face: FACE,
			heic: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'),
			empty: Buffer.alloc(0),
		};
		beforeEach(() => {
			loaded = [];
			jest.spyOn(BinaryDataService.prototype, 'getAsBuffer').mockImplementation(async ({ id = '' }) => {
				const name = id.replace('filesystem-v2:', '');
				loaded.push(name);
				return await Promise.resolve(contents[name] ?? Buffer.alloc(0));
			});
		});
		afterEach(() => jest.restoreAllMocks());

		test.each([['face'], ['={{ $binary.face }}']])('it is loaded once, when its item is sent (%s)', async (selfie) => {
			const { error } = await runBusha(emulator, individual({ selfie }), { input: itemWith({ face: stored('face') }) });
			expect([error, sent(), loaded]).toEqual([undefined, [FACE.toString('base64')], ['face']]);
		});

		test('one that this process cannot read is not sent, and the error names the setting', async () => {
			jest.spyOn(BinaryDataService.prototype, 'getAsBuffer').mockRejectedValue(new Error('File not found'));
			const { failed } = await runBusha(emulator, individual({ selfie: 'face' }), {
				input: itemWith({ face: stored('face') }),
				settings: { onError: 'continueErrorOutput' },
			});
			expect(failed.map(({ json }) => json)).toEqual([
				{
					error: expect.stringContaining('the file in "face" cannot be read: File not found'),
					message: expect.stringContaining('N8N_DEFAULT_BINARY_DATA_MODE'),
					details: { outcome: 'notSent' },
				},
			]);
			expect(post()).toBeUndefined();
		});

		test('its size is judged before it is loaded', async () => {
			const { error } = await runBusha(emulator, individual({ selfie: 'face' }), {
				input: itemWith({ face: stored('face', { bytes: FOUR_MB }) }),
			});
			expect([error?.message, loaded]).toEqual([expect.stringContaining('4 MB or larger'), []]);
		});

		test.each([
			['heic', 'is a HEIC picture'],
			['empty', 'is empty'],
		])('a file of the kind "%s" is refused before anything of its item is sent', async (name, problem) => {
			const { error } = await runBusha(emulator, individual({ selfie: 'face' }), {
				input: itemWith({ face: stored(name) }),
			});
			expect(error).toMatchObject({
				message: expect.stringContaining(`Selfie: the file in "face" ${problem}`),
				context: { details: { outcome: 'notSent' } },
			});
			expect(calls(emulator)).toEqual([]);
		});
	});

	test('two files that only differ in their content cannot be told apart by what n8n shows of them', async () => {
		const input = itemWith({ face: file(FACE, 'image/jpeg'), other: file(jpeg('another'), 'image/jpeg') });
		const { error } = await runBusha(emulator, individual({ selfie: '={{ $binary.face }}' }), { input });
		expect(error?.message).toContain('Selfie: is neither a file nor the name of one');
		expect(calls(emulator)).toEqual([]);
	});

	test.each([
		['={{ $binary.gone }}', 'is filled in, but empty'],
		['={{ {} }}', 'neither a file'],
		['={{ [1] }}', 'neither a file'],
		['={{ 5 }}', 'no file in a binary field'],
	])('%s is no file', async (selfie, problem) => {
		const { error } = await runBusha(emulator, individual({ selfie }), { input: both });
		expect(error?.message).toContain(problem);
		expect(calls(emulator)).toEqual([]);
	});
});

test('a missing picture of a document tells which entry it belongs to', async () => {
	const documents = [
		{ type: 'passport', number: 'A1', country: 'NG', imageFront: 'front' },
		{ type: 'passport', number: 'A2', country: 'NG', imageFront: 'gone' },
	];
	const { error } = await runBusha(emulator, individual({ identityDocuments: { documents } }), { input: both });
	expect(error?.message).toContain(
		'Identity Documents: entry 2, Image Front: the item has no file in a binary field named "gone"',
	);
	expect(calls(emulator)).toEqual([]);
});

test('a document number that came as a number is refused, since it may have lost zeros', async () => {
	const documents = [{ type: 'national-id', number: '={{ 12345678901 }}', country: 'NG' }];
	const { error } = await runBusha(emulator, individual({ identityDocuments: { documents } }));
	expect(error?.message).toContain('came as a number');
	expect(calls(emulator)).toEqual([]);
});

test("an update can add a selfie alone: its country is the customer's", async () => {
	const { id } = emulator.addCustomer({ country_id: 'KE' });
	const { error } = await runBusha(
		emulator,
		{ resource: 'customer', operation: 'update', customerId: locator(id), selfie: 'face' },
		{ input: both },
	);
	expect(error).toBeUndefined();
	expect(emulator.state.customers.get(id)?.secrets.identifying_information).toEqual([
		{ type: 'selfie', number: '', country: 'KE', image_front: FACE.toString('base64') },
	]);
});

test.each([
	['in full', (content: string) => content],
	['in part', (content: string) => content.slice(0, 150)],
])('the content of a document that Busha repeats %s never shows in an error', async (_name, part) => {
	const content = Buffer.from([0xff, 0xd8, 0xff, ...Array.from({ length: 200 }, (_, index) => (index * 37) % 256)]);
	const echo = part(content.toString('base64'));
	const body = {
		error: { name: 'bad_request', message: `Cannot read ${echo}` },
		fields: { image_front: [{ message: `"${echo}" is not a picture` }] },
	};
	for (const onError of ['stopWorkflow', 'continueErrorOutput'] as const) {
		emulator.fault({ method: 'POST' }, { kind: 'answer', status: 400, commit: false, body });
		const { error, failed } = await runBusha(emulator, individual({ selfie: 'data' }), {
			input: itemWith({ data: file(content) }),
			settings: { onError },
		});
		const shown = everything(onError === 'stopWorkflow' ? error : failed[0]?.json);
		expect(shown).toContain('Cannot read ***');
		expect(shown).not.toContain(echo.slice(0, 60));
	}
});

test('the content of a very small document that Busha repeats does not show either', async () => {
	const echo = jpeg('y').toString('base64');
	emulator.fault(
		{ method: 'POST' },
		{
			kind: 'answer',
			status: 400,
			commit: false,
			body: { error: { name: 'bad_request', message: `Not an image: ${echo}` } },
		},
	);
	const { error } = await runBusha(emulator, individual({ selfie: 'data' }), {
		input: itemWith({ data: file(jpeg('y')) }),
	});
	expect(error?.message).toContain('Not an image: ***');
	expect(everything(error)).not.toContain(echo);
});

describe('verification', () => {
	const submitted = individual({ ...identity, submitForVerification: true });
	const verifying = { method: 'POST', path: /\/verify$/ };
	const count = (method: string, end: RegExp) =>
		emulator.requests.filter((request) => request.method === method && end.test(request.path)).length;

	test('a customer is created and submitted in one step, and shown as it is then', async () => {
		const { json } = await runBusha(emulator, submitted, { input: both });
		expect(json).toEqual([expect.objectContaining({ id: expect.stringMatching(/^CUS_/), status: 'in_review' })]);
	});

	test('when the customer was made and its submission fails, the error names the customer', async () => {
		const { error } = await runBusha(emulator, individual({ submitForVerification: true }));
		const [id] = [...emulator.state.customers.keys()];
		expect(error).toMatchObject({
			httpCode: '400',
			message: expect.stringContaining('selfie'),
			description: expect.stringContaining('identity documents'),
			context: { details: { outcome: 'unknown', name: 'profile_kyc_verification', customerId: id } },
		});
		expect(error?.message).toContain('The customer was saved, but not submitted for verification.');
	});

	test('a try after a failed submission does not create the customer again', async () => {
		emulator.fault(verifying, { kind: 'answer', status: 400, commit: false });
		const { json, error } = await runBusha(emulator, submitted, {
			input: both,
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining({ status: 'in_review' })]);
		expect([count('POST', /customers$/), count('POST', /verify$/), emulator.state.customers.size]).toEqual([1, 2, 1]);
	});

	test('the same holds for upsert, and for "Retry execution"', async () => {
		emulator.fault(verifying, { kind: 'answer', status: 400, commit: false });
		const parameters = { ...submitted, operation: 'upsert' };
		const first = await runBusha(emulator, parameters, { input: both });
		expect(first.error).toMatchObject({
			context: { details: { customerId: [...emulator.state.customers.keys()][0] } },
		});
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
		expect(json).toEqual([expect.objectContaining({ id, status: 'in_review', email: expect.any(String) as string })]);
		expect(emulator.state.customers.get(id)?.status).toBe('in_review');
	});

	test('a rejected customer whose new submission got lost is not taken for submitted', async () => {
		const { id } = emulator.addCustomer({ status: 'rejected', kycShared: true });
		emulator.fault(verifying, { kind: 'reset', commit: false });
		const { json } = await runBusha(emulator, { resource: 'customer', operation: 'verify', customerId: locator(id) });
		expect(json).toMatchObject([{ id, status: 'in_review' }]);
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
		expect(error).toMatchObject({
			message: expect.stringContaining('already verified'),
			context: { details: { outcome: 'rejected', customerId: id } },
		});
	});

	test.each([['active'], ['in_review']] as const)(
		'a customer who is %s is updated by upsert, and not submitted again',
		async (status) => {
			const { id } = emulator.addCustomer({ email: 'ada.sample@gmail.com', status });
			const { json, error } = await runBusha(
				emulator,
				{ ...submitted, operation: 'upsert', lastName: 'Married' },
				{ input: both },
			);
			expect(error).toBeUndefined();
			expect(json).toEqual([expect.objectContaining({ id, status, last_name: 'Married' })]);
			expect(count('POST', /verify$/)).toBe(0);
		},
	);

	test.each([['inactive'], ['rejected']] as const)(
		'a customer who is %s is updated by upsert, and submitted',
		async (status) => {
			emulator.addCustomer({ email: 'ada.sample@gmail.com', status });
			const { json } = await runBusha(emulator, { ...submitted, operation: 'upsert' }, { input: both });
			expect(json).toMatchObject([{ status: 'in_review' }]);
		},
	);

	test('a customer whose status the answer to the update does not show is looked at before the submission', async () => {
		const { id } = emulator.addCustomer({ email: 'ada.sample@gmail.com' });
		emulator.fault(
			{ method: 'PUT' },
			{ kind: 'answer', status: 200, commit: true, body: { status: 'success', message: 'x', data: { id } } },
		);
		const { json } = await runBusha(emulator, { ...submitted, operation: 'upsert' }, { input: both });
		expect(json).toMatchObject([{ id, status: 'active' }]);
		expect(count('POST', /verify$/)).toBe(0);
	});

	test('what was submitted and cannot be shown afterwards is not reported as rejected', async () => {
		const { id } = emulator.addCustomer({ status: 'inactive', kycShared: true });
		emulator.fault({ method: 'GET' }, { kind: 'answer', status: 403, commit: false });
		const { error } = await runBusha(emulator, { resource: 'customer', operation: 'verify', customerId: locator(id) });
		expect(error).toMatchObject({
			message: expect.stringContaining('was submitted for verification, but cannot be shown'),
			context: { details: { outcome: 'unknown', customerId: id } },
		});
	});
});
