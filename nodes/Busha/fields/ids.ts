import { locator } from './locator';
import { text } from './text';

/** A recipient of the chosen profile. */
export const recipient = locator('recipientId', 'Recipient', 'searchRecipients', {
	description: 'Who receives the money. Recipients belong to the customer chosen above, or to your business.',
	placeholder: '0123456789abcdef01234567',
});

export const transferId = text('transferId', 'Transfer ID', { placeholder: 'TRF_Sample000001' });
