import { badRequest, notFound } from '../errors';
import { BANKS } from './banks';
import { COUNTRIES } from './countries';
import { addressPattern, CURRENCIES, currencyAnswer, knownCurrency, knownNetwork } from './currencies';
import { findPairs, pairAnswer } from './rates';
import { ok, param, type Handler } from './world';

const listCurrencies: Handler = ({ query }) => {
	const {
		type: types,
		ramp,
		payments_request,
	} = query as { type?: string[]; ramp?: boolean; payments_request?: boolean };
	const found = [...CURRENCIES.values()].filter(
		({ type, rampBuy, rampSell }) =>
			(types === undefined || types.includes(type)) &&
			(ramp === undefined || ramp === (rampBuy || rampSell)) &&
			(payments_request === undefined || payments_request === (type === 'crypto')),
	);
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
			(query.country === undefined || query.country === country) &&
			// None of the invented banks takes direct debits.
			query.direct_debit !== true,
	);
	return ok(
		'Fetched banks successfully',
		found.map(({ name, code }) => ({ name, code })),
	);
};

/** What can be done with a country's own money, by the ways that its channels name. */
const DEPOSITS = ['temporary_bank_account', 'mobile_money'];
const WITHDRAWALS = ['bank_transfer', 'mobile_money'];

const listCountries: Handler = ({ query: { country, currency, deposit, withdrawal } }) => {
	const found = COUNTRIES.filter(({ id, channels, ...more }) => {
		const has = (types: string[]): boolean => channels.some(({ type }) => types.includes(type));
		return (
			(country === undefined || country === id) &&
			(currency === undefined || ('currency_id' in more && currency === more.currency_id)) &&
			(deposit === undefined || deposit === has(DEPOSITS)) &&
			(withdrawal === undefined || withdrawal === has(WITHDRAWALS))
		);
	});
	return ok('Fetched countries successfully', found);
};

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
