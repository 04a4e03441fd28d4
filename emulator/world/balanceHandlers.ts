import { badRequest, notFound } from '../errors';
import { balanceAnswer } from './balance';
import { knownCurrency } from './currencies';
import { created, ok, param, type Handler } from './world';

/** All balances come in one page, whatever the limit. */
const list: Handler = ({ world, query, profileId }) => {
	const balances = [...world.balances.of(profileId).values()].filter(
		({ currency }) => query.currency === undefined || currency === query.currency,
	);
	return ok('Fetched balances successfully', balances.map(balanceAnswer), { current_entries_size: balances.length });
};

const create: Handler = ({ world, body, profileId }) => {
	const { code } = knownCurrency((body as { currency: string }).currency);
	if (world.balances.find(profileId, code)) throw badRequest(`Balance for ${code} already exists`);
	return created('Created balance successfully', balanceAnswer(world.balances.open(profileId, code)));
};

const get: Handler = (call) => {
	const id = param(call, 'id');
	const balances = call.world.balances.of(call.profileId);
	const balance = balances.get(id) ?? [...balances.values()].find((candidate) => candidate.id === id);
	if (!balance) throw notFound('Balance not found');
	return ok('Fetched balance successfully', balanceAnswer(balance));
};

export const balanceHandlers: Record<string, Handler> = { listBalances: list, createBalance: create, getBalance: get };
