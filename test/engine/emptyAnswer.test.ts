import * as all from '../../nodes/Busha/operations/all';
import { runBusha } from '../support/busha';
import { samplesOf } from '../support/samples';
import { calls, testEmulator, wantedProblems } from '../support/testEmulator';

const emulator = testEmulator();
const operations = Object.values(all).map((one) => [`${one.resource} > ${one.operation}`, one] as const);

/** Their answers hold nothing, so that a bare success is one. */
const WITHOUT_DATA = ['customer > delete', 'customer > shareToken', 'paymentLink > delete', 'recipient > delete'];

test.each(operations)('%s: a success without data is an error of the item', async (name, operation) => {
	const answer = { kind: 'answer', status: 200, commit: false, body: { status: 'success' } } as const;
	emulator.onRequest(() => answer);
	const { json, failed, error } = await runBusha(emulator, samplesOf(operation), {
		settings: { onError: 'continueErrorOutput' },
		credential: { publicKey: emulator.publicKey },
	});
	wantedProblems(emulator);
	expect(error).toBeUndefined();
	expect(calls(emulator)).not.toEqual([]);
	if (WITHOUT_DATA.includes(name)) return expect(json).toHaveLength(1);
	expect(json).toEqual([]);
	expect(failed).toMatchObject([
		{
			json: { error: expect.not.stringMatching(/undefined|is not a|Cannot/), details: { outcome: expect.any(String) } },
		},
	]);
});

test.each([
	['balance > create', { resource: 'balance', operation: 'create', currency: 'SOL' }],
	[
		'customer > update',
		{
			resource: 'customer',
			operation: 'update',
			customerId: 'CUS_Sample0000001',
			updateFields: { phone: '+234 8000000009' },
		},
	],
] as const)('%s: when the write alone is answered so, it is unknown, unless it is found', async (_name, parameters) => {
	emulator.addCustomer({ id: 'CUS_Sample0000001' });
	emulator.onRequest(({ method }) =>
		method === 'GET' ? undefined : { kind: 'answer', status: 200, commit: false, body: { status: 'success' } },
	);
	const { failed } = await runBusha(emulator, parameters, { settings: { onError: 'continueErrorOutput' } });
	expect(failed).toMatchObject([
		{ json: { error: 'Busha answered without the data that was asked for', details: { outcome: 'unknown' } } },
	]);
});

test('a write that had its effect is found, although its answer was empty', async () => {
	emulator.fault({ method: 'POST' }, { kind: 'answer', status: 201, commit: true, body: { status: 'success' } });
	const { json } = await runBusha(emulator, { resource: 'balance', operation: 'create', currency: 'SOL' });
	expect(json).toMatchObject([{ currency: 'SOL' }]);
	expect(calls(emulator).filter((call) => call.startsWith('POST'))).toHaveLength(1);
});
