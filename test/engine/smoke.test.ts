import { type Emulator, startEmulator } from '../emulator';
import { locator, runBusha } from '../support/busha';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
afterAll(async () => await emulator.stop());

test('payout', async () => {
	const customer = emulator.addCustomer();
	emulator.fund('NGN', '10000', customer.id);
	const recipient = emulator.addRecipient({}, customer.id);
	const ran = await runBusha(emulator, {
		resource: 'transaction', operation: 'payout', customerId: locator(customer.id), sourceCurrency: 'NGN', targetCurrency: 'NGN',
		destination: 'bankTransfer', recipientId: locator(recipient.id), amountType: 'source', amount: '5000', reference: 'abc',
	});
	console.log(ran.error, JSON.stringify(ran.json, null, 1), emulator.requests.map((r) => `${r.method} ${r.path} ${r.status} ${r.problems ?? ''}`));
	const again = await runBusha(emulator, {
		resource: 'transaction', operation: 'payout', customerId: locator(customer.id), sourceCurrency: 'NGN', targetCurrency: 'NGN',
		destination: 'bankTransfer', recipientId: locator(recipient.id), amountType: 'source', amount: '5000', reference: 'abc',
	});
	console.log(again.error, JSON.stringify(again.json[0]?.replayed), emulator.violations);
});
