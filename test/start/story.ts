import { BANKS, type Emulator } from '../../emulator';

const DAY_MS = 24 * 60 * 60_000;
const DAYS = 30;

/** Fills the local Busha with what somebody needs who tries the nodes. Returns it in words. */
export function tellStory(emulator: Emulator): string[] {
	const ada = emulator.addCustomer({ first_name: 'Ada', last_name: 'Sample', email: 'ada.sample@gmail.com' });
	const ben = emulator.addCustomer({
		first_name: 'Ben',
		last_name: 'Sample',
		email: 'ben.sample@gmail.com',
		status: 'inactive',
		kyc_status: 'pending',
	});
	emulator.fund('NGN', '250000', ada.id);
	emulator.fund('USDT', '120', ada.id);
	const [bank] = BANKS;
	const account = { bank_name: bank?.name, bank_code: bank?.code };
	emulator.addRecipient({ ...account, account_name: 'SAMPLE SUPPLIES', account_number: '0000000001' });
	emulator.addRecipient({ ...account, account_name: 'ADA SAMPLE', account_number: '0000000002' }, ada.id);
	emulator.addRecipient(
		{ type: 'mpesa_mobile_money', account_name: 'ADA SAMPLE', phone_number: '+254700000001' },
		ada.id,
	);
	for (const profileId of [emulator.businessId, ada.id]) addHistory(emulator, profileId);
	return [
		`Your business holds money in eight currencies, and has one recipient.`,
		`Ada Sample (${ada.id}) is verified, holds 250000 NGN and 120 USDT, and has two recipients.`,
		`Ben Sample (${ben.id}) is not verified yet. Customer: Submit for Verification submits him.`,
		`Your business and Ada have a history of ${DAYS} days.`,
	];
}

/** One entry a day: two come in, then one goes out. */
function addHistory(emulator: Emulator, profileId: string): void {
	emulator.addTransactions(DAYS, {
		profileId,
		newestAt: emulator.clock.now() - DAY_MS,
		step: DAY_MS,
		fields: (index) => {
			const isCredit = index % 3 !== 2;
			return { is_credit: isCredit, amount: String(1_000 + 250 * index), description: isCredit ? 'Deposit' : 'Payout' };
		},
	});
}
