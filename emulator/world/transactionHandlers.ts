import { notFound } from '../errors';
import { page } from '../paging';
import { withoutRow } from './collection';
import type { Transaction } from './transaction';
import { ok, param, type Handler } from './world';

const list: Handler = ({ world, query, profileId }) => {
	const types = query.type as string[] | undefined;
	const filters = (['currency', 'is_fiat', 'is_credit'] as const).filter((name) => query[name] !== undefined);
	const keep = (transaction: Transaction) =>
		filters.every((name) => transaction[name] === query[name]) && (types?.includes(transaction.type) ?? true);
	const { rows, pagination } = page(world.transactions.rows(profileId), query, keep);
	return ok('Fetched transactions successfully', rows.map(withoutRow), pagination);
};

const get: Handler = (call) => {
	const transaction = call.world.transactions.find(param(call, 'id'), call.profileId);
	if (!transaction) throw notFound('Transaction not found');
	return ok('Fetched transaction successfully', withoutRow(transaction));
};

export const transactionHandlers: Record<string, Handler> = { listTransactions: list, getTransaction: get };
