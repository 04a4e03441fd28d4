import { BANKS } from '../../../emulator';
import { expectThat } from '../report';
import { openBusha, type Stage } from './stage';

const ACCOUNT = '0123456781';

export async function recipient(stage: Stage): Promise<string> {
	const { editor, emulator } = stage;
	const customer = emulator.addCustomer();
	const bank = BANKS.find(({ country }) => country === 'KE');
	await openBusha(stage, { resource: 'recipient', operation: 'create' });
	await editor.choose('customerId', customer.email ?? '');
	await editor.select('recipientType', 'KES Bank');
	await editor.type('accountName', 'MOUSE SAMPLE');
	await editor.choose('bankCode', bank?.name ?? '');
	await editor.type('accountNumber', ACCOUNT);
	await editor.execute();
	await editor.shows('output-panel', ACCOUNT);
	const made = [...emulator.state.recipients.values()].filter(({ profile_id: owner }) => owner === customer.id);
	const [one] = made.map(({ currency, country_code, bank_code, bank_name, account_number }) =>
		[currency, country_code, bank_code, bank_name, account_number].join(),
	);
	const wanted = ['KES', 'KE', bank?.code, bank?.name, ACCOUNT].join();
	expectThat('the customer has this one recipient', made.length === 1 && one === wanted, `${made.length}: ${one}`);
	return wanted;
}
