import { listMethod } from './code';
import type { Field } from './field';
import { locator } from './locator';
import { text } from './text';

function recipientFollowing(...follows: string[]): Field<'recipientId', string> {
	return locator('recipientId', 'Recipient', listMethod('searchRecipients', { follows }), {
		description: 'Who receives the money. Recipients belong to the customer chosen above, or to your business.',
		placeholder: '0123456789abcdef01234567',
	});
}

/** A recipient of the chosen profile. */
export const recipient = recipientFollowing();

/** A recipient of the chosen profile that the destination, which the named field holds, can be paid to. */
export const recipientFor = (destination: string): Field<'recipientId', string> => recipientFollowing(destination);

export const transferId = text('transferId', 'Transfer ID', { placeholder: 'TRF_Sample000001' });
