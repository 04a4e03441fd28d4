import { locator, payoutTo } from '../../support/busha';
import { openBusha, type Stage } from './stage';

/** What the panel shows of a payout that the customer has not the money for. */
export const REFUSED = {
	message: 'Busha refused the request',
	advice: 'Add money to the balance that pays, or pay a smaller amount.',
};

export async function refusal(stage: Stage): Promise<undefined> {
	const { editor, emulator } = stage;
	const poor = emulator.addCustomer();
	const recipient = emulator.addRecipient({}, poor.id);
	await openBusha(stage, payoutTo(recipient.id, { customerId: locator(poor.id), amount: '1000' }));
	await editor.execute();
	await editor.shows('node-error-message', REFUSED.message);
	await editor.shows('node-error-description', REFUSED.advice);
}
