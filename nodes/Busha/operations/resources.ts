/** The resources of the node, by the name under which workflows store them, in the order of the panel. */
export const RESOURCES = {
	balance: 'Balance',
	bill: 'Bill',
	customer: 'Customer',
	depositAddress: 'Deposit Address',
	paymentLink: 'Payment Link',
	paymentRequest: 'Payment Request',
	quote: 'Quote',
	recipient: 'Recipient',
	reference: 'Reference',
	transaction: 'Transaction',
	transfer: 'Transfer',
} as const;

export type Resource = keyof typeof RESOURCES;
