/** The resources of the node, by the name under which workflows store them, in the order of the panel. */
export const RESOURCES = {
	balance: 'Balance',
	bill: 'Bill',
	customer: 'Customer',
	paymentLink: 'Payment Link',
	quote: 'Quote',
	recipient: 'Recipient',
	transaction: 'Transaction',
	transfer: 'Transfer',
} as const;

export type Resource = keyof typeof RESOURCES;
