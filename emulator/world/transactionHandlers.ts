import { notFound } from '../errors';
import { page } from '../paging';
import { withoutRow } from './collection';
import type { Transaction } from './transaction';
import { ok, param, type Handler } from './world';

const list: Handler = ({ world, query, profileId }) => {
	const { currency, is_fiat, is_credit, type: types } = query;
	const keep = (row: Transaction) =>
		(currency === undefined || row.currency === currency) &&
		(is_fiat === undefined || row.is_fiat === is_fiat) &&
		(is_credit === undefined || row.is_credit === is_credit) &&
		(types === undefined || (types as string[]).includes(row.type));
	const { rows, pagination } = page(world.transactions.rows(profileId), query, keep);
	return ok('Fetched transactions successfully', rows.map(withoutRow), pagination);
};

const get: Handler = (call) => {
	const transaction = call.world.transactions.find(param(call, 'id'), call.profileId);
	if (!transaction) throw notFound('Transaction not found');
	return ok('Fetched transaction successfully', withoutRow(transaction));
};

export const transactionHandlers: Record<string, Handler> = { listTransactions: list, getTransaction: get };
