import { listMethod } from './code';
import type { Field } from './field';
import { locator } from './locator';

function recipientFollowing(...follows: string[]): Field<'recipientId', string> {
	return locator('recipientId', 'Recipient', listMethod('searchRecipients', { follows }), {
		description: 'A recipient of the customer chosen above, or of your business',
		placeholder: '0123456789abcdef01234567',
	});
}

/** A recipient of the chosen profile. */
export const recipient = recipientFollowing();

/** A recipient of the chosen profile that the destination, which the named field holds, can be paid to. */
export const recipientFor = (destination: string): Field<'recipientId', string> => recipientFollowing(destination);

/** An object of the chosen profile that Busha lists. */
const listed = <Name extends string>(
	name: Name,
	displayName: string,
	list: string,
	placeholder = '',
): Field<Name, string> => locator(name, displayName, listMethod(list), { placeholder });

export const orderId = listed('orderId', 'Order', 'searchOrders');
export const paymentLinkId = listed('paymentLinkId', 'Payment Link', 'searchPaymentLinks');
export const paymentRequestId = listed(
	'paymentRequestId',
	'Payment Request',
	'searchPaymentRequests',
	'PAYR_Sample00001',
);
export const quoteId = listed('quoteId', 'Quote', 'searchQuotes', 'QUO_Sample000001');
export const transactionId = listed('transactionId', 'Transaction', 'searchTransactions');
export const transferId = listed('transferId', 'Transfer', 'searchTransfers', 'TRF_Sample000001');
