import { expectThat } from '../report';
import type { Editor } from './editor';
import { openBusha, type Stage } from './stage';

const REFERENCE = 'mouse-2026-11-01';

/** Fills in a payout in NGN to a bank account. */
export async function fillIn(
	editor: Editor,
	{ customer, recipient, amount, reference }: Record<'customer' | 'recipient' | 'amount' | 'reference', string>,
): Promise<void> {
	await editor.choose('customerId', customer);
	await editor.choose('sourceCurrency', 'NGN');
	await editor.choose('targetCurrency', 'NGN');
	await editor.select('destination', 'Bank Transfer');
	await editor.choose('recipientId', recipient);
	await editor.type('amount', amount);
	await editor.type('reference', reference);
}

export async function payout(stage: Stage): Promise<string> {
	const { editor, emulator } = stage;
	const customer = emulator.addCustomer();
	emulator.fund('NGN', '100000', customer.id);
	emulator.addRecipient({ account_name: 'MOUSE SAMPLE' }, customer.id);
	emulator.addRecipient({ account_name: 'ANOTHER SAMPLE' }, customer.id);
	const before = emulator.state.transfers.size;
	await openBusha(stage, { resource: 'transaction', operation: 'payout' });
	await fillIn(editor, {
		customer: customer.email ?? '',
		recipient: 'MOUSE SAMPLE',
		amount: '1500.5',
		reference: REFERENCE,
	});
	await editor.execute();
	await editor.shows('output-panel', 'TRF_');
	const row = await editor.outputRow();
	const made = [...emulator.state.transfers.values()];
	const one = made.find(({ id }) => id === row.id);
	expectThat('one transfer is made', made.length === before + 1, String(made.length - before));
	expectThat('its ID is in the table', one !== undefined, JSON.stringify(row));
	expectThat('it is made for the customer', one?.profile_id === customer.id, String(one?.profile_id));
	expectThat('it has the reference', one?.reference === REFERENCE, String(one?.reference));
	expectThat('it has the amount', one?.source_amount === '1500.5', String(one?.source_amount));
	const steps = one?.steps.map(String) ?? [];
	expectThat('its status is in the table', steps.includes(row.status ?? ''), JSON.stringify(row));
	const paid = one?.pay_out.recipient_details?.account_name;
	expectThat('it goes to the chosen recipient', paid === 'MOUSE SAMPLE', String(paid));
	return `${row.id}, ${row.status}`;
}
