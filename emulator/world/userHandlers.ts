import { badRequest, notFound } from '../errors';
import { knownCurrency, sampleAddress } from './currencies';
import { omitEmpty } from './omit';
import { ok, param, type Handler } from './world';

/** The only user that can be looked up. */
export const USER = 'ada.busha';

const lookUp: Handler = (call) => {
	const { currency: code, networks, auto_convert_to } = call.query as Record<string, string | string[] | undefined>;
	const username = param(call, 'username').trim().toLowerCase();
	if (!username.endsWith('busha')) throw badRequest('A user name ends in busha');
	if (username !== USER) throw notFound('User not found');
	const currency = knownCurrency(String(code));
	const found = currency.networks.filter((network) => networks === undefined || networks.includes(network.code));
	return ok(
		'Fetched addresses successfully',
		found.map((network) =>
			omitEmpty({
				username,
				currency: currency.code,
				country_id: 'NG',
				network: network.code,
				address: sampleAddress(network.code, `user${currency.code}`),
				auto_convert_currency: auto_convert_to as string | undefined,
			}),
		),
	);
};

export const userHandlers: Record<string, Handler> = { lookUpUser: lookUp };
