import { badRequest, notFound } from '../errors';
import { BANKS } from './banks';
import { COUNTRIES } from './countries';
import { addressPattern, CURRENCIES, currencyAnswer, knownCurrency, knownNetwork } from './currencies';
import { findPairs, pairAnswer } from './rates';
import { ok, param, type Handler } from './world';

const listCurrencies: Handler = ({ query }) => {
	const types = query.type as string[] | undefined;
	const found = [...CURRENCIES.values()].filter(({ type }) => types?.includes(type) ?? true);
	return ok('Fetched currencies successfully', found.map(currencyAnswer));
};

const getCurrency: Handler = (call) => {
	const currency = CURRENCIES.get(param(call, 'code'));
	if (!currency) throw notFound('Currency not found');
	return ok('Fetched currency successfully', currencyAnswer(currency));
};

const listBanks: Handler = ({ query }) => {
	const found = BANKS.filter(
		({ currency, country }) =>
			(query.currency === undefined || query.currency === currency) &&
			(query.country === undefined || query.country === country),
	);
	return ok(
		'Fetched banks successfully',
		found.map(({ name, code }) => ({ name, code })),
	);
};

const listCountries: Handler = () => ok('Fetched countries successfully', COUNTRIES);

const listPairs: Handler = ({ query }) => ok('Fetched pairs successfully', findPairs(query).map(pairAnswer));

interface Destination {
	type: string;
	currency: string;
	address?: string;
	network?: string;
	memo?: string;
}

const validate: Handler = ({ body }) => {
	const { type, currency: code, address, network, memo = '' } = body as Destination;
	if (!address || !network) throw badRequest('Address and network are needed');
	const currency = knownCurrency(code);
	const known = knownNetwork(currency, network);
	const valid = addressPattern(known.code).test(address);
	return ok('Validated successfully', { type, address, currency: code, network, memo, valid });
};

/** The one answer without an envelope. */
const getMerchant: Handler = () => ({ status: 200, body: { data: { username: 'Sample Store' } } });

export const catalogueHandlers: Record<string, Handler> = {
	listCurrencies,
	getCurrency,
	listBanks,
	listCountries,
	listPairs,
	validateDestination: validate,
	getMerchant,
};
