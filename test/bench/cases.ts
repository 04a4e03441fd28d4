import type { IDataObject } from 'n8n-workflow';

import { locator, type Parameters, payoutTo } from '../support/busha';
import type { Send } from './bare';
import type { Account } from './emulatorProcess';

/** The same work for the Busha node, as parameters, and for a bare loop, as code. */
export interface Case {
	name: string;
	items: number;
	parameters: Parameters;
	bare: (send: Send) => Promise<IDataObject>;
}

/** What is measured. `transferId` names a transfer that exists. */
export function cases({ customerId, recipientId }: Account, transferId: string): Case[] {
	const customer = locator(customerId);
	const quote = {
		source_currency: 'NGN',
		target_currency: 'NGN',
		source_amount: '500',
		pay_in: { type: 'balance' },
		pay_out: { type: 'bank_transfer', recipient_id: recipientId },
	};
	return [
		{
			name: 'balance get',
			items: 300,
			parameters: { resource: 'balance', operation: 'get', customerId: customer, currency: 'NGN' },
			bare: async (send) => await send('GET', '/v1/balances/NGN'),
		},
		{
			name: 'transfer get',
			items: 300,
			parameters: { resource: 'transfer', operation: 'get', customerId: customer, transferId },
			bare: async (send) => await send('GET', `/v1/transfers/${transferId}`),
		},
		{
			name: 'transaction payout',
			items: 150,
			parameters: payoutTo(recipientId, { customerId: customer, amount: '500' }),
			bare: async (send) =>
				await send('POST', '/v1/transfers', { quote_id: (await send('POST', '/v1/quotes', quote)).id }),
		},
	];
}
