import type { Balance } from './world/balance';
import type { BillOrder } from './world/billOrder';
import type { Customer } from './world/customer';
import type { PaymentLink } from './world/paymentLink';
import type { PaymentRequest } from './world/paymentRequest';
import type { Quote } from './world/quote';
import type { Recipient } from './world/recipient';
import type { Transaction } from './world/transaction';
import type { Transfer } from './world/transfer';
import type { World } from './world/world';

/** All records by id; balances by profile, then by currency. To be read only. */
export interface State {
	readonly customers: ReadonlyMap<string, Customer>;
	readonly balances: ReadonlyMap<string, ReadonlyMap<string, Balance>>;
	readonly quotes: ReadonlyMap<string, Quote>;
	readonly transfers: ReadonlyMap<string, Transfer>;
	readonly recipients: ReadonlyMap<string, Recipient>;
	readonly transactions: ReadonlyMap<string, Transaction>;
	readonly paymentLinks: ReadonlyMap<string, PaymentLink>;
	readonly paymentRequests: ReadonlyMap<string, PaymentRequest>;
	readonly billOrders: ReadonlyMap<string, BillOrder>;
}

export function stateOf(world: World): State {
	return {
		customers: world.customers.byId,
		balances: world.balances.byProfile,
		quotes: world.quotes.byId,
		transfers: world.transfers.byId,
		recipients: world.recipients.byId,
		transactions: world.transactions.byId,
		paymentLinks: world.paymentLinks.byId,
		paymentRequests: world.paymentRequests.byId,
		billOrders: world.billOrders.byId,
	};
}
