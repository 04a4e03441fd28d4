import type { IDataObject } from 'n8n-workflow';

import { openBusha } from '../editor/stage';
import type { Shot } from './shot';

/** The panel of an operation before anything is chosen. */
const panel = (name: string, parameters: IDataObject): Shot => ({
	name: `panel-${name}`,
	size: { width: 1280, height: 1180 },
	play: async (stage) => {
		await openBusha(stage, parameters);
		return { x: 410, y: 60, width: 470, height: 1090 };
	},
});

export const panels: readonly Shot[] = [
	panel('customer-create', { resource: 'customer', operation: 'create', customerType: 'business' }),
	panel('customer-update', { resource: 'customer', operation: 'update' }),
	panel('deposit', { resource: 'transaction', operation: 'deposit' }),
	panel('convert', { resource: 'transaction', operation: 'convert' }),
	panel('recipient-create', { resource: 'recipient', operation: 'create' }),
	panel('bill-purchase', { resource: 'bill', operation: 'purchase' }),
	panel('payment-link-create', { resource: 'paymentLink', operation: 'create' }),
	panel('payment-request-create', { resource: 'paymentRequest', operation: 'create' }),
];
