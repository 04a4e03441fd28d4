import type { INodeListSearchItems } from 'n8n-workflow';

import { type Busha, path } from '../api/client';
import { list } from '../api/list';
import { whole } from '../api/pages';

interface Network {
	network?: string;
	name?: string;
	status?: string;
}

interface Currency {
	code: string;
	name?: string;
	supported_networks?: Network[];
	networks?: Network[];
}

interface Bank {
	code: string;
	name: string;
}

interface Country {
	id: string;
	name?: string;
}

/**
 * A list of codes, told the values of the fields that it depends on. A value that an expression gives can only be
 * known at run time, and is `undefined`.
 */
type List = (api: Busha, ...values: Array<string | undefined>) => Promise<INodeListSearchItems[]>;

/** Where a type of recipient has its banks. */
const HOME: Readonly<Record<string, string>> = { ngn_bank: 'NG', kes_bank: 'KE' };

function item(value: string, name: string | undefined): INodeListSearchItems {
	return { name: name && name !== value ? `${name} (${value})` : value, value };
}

function byName(items: INodeListSearchItems[]): INodeListSearchItems[] {
	return items.sort((a, b) => a.name.localeCompare(b.name));
}

async function currenciesOf(api: Busha, code: string | undefined): Promise<Currency[]> {
	if (code === '') return [];
	return code === undefined
		? await whole<Currency>(api, '/v1/currencies')
		: [await api.get<Currency>(path`/v1/currencies/${code.toUpperCase()}`)];
}

/** Every list of codes that Busha gives, under the names by which fields ask for them. */
export const LISTS: Readonly<Record<string, List>> = {
	getCurrencies: async (api) => byName((await currenciesOf(api, undefined)).map(({ code, name }) => item(code, name))),

	/** The networks of a currency; where no currency is known, as for a recipient, those of all currencies. */
	getNetworks: async (api, currency) => {
		const networks = (await currenciesOf(api, currency))
			.flatMap(({ supported_networks: supported, networks: all }) => supported ?? all ?? [])
			.filter(({ network, status }) => network !== undefined && status !== 'disabled')
			.map(({ network = '', name }) => item(network, name));
		return [...new Map(networks.map((network) => [network.value, network])).values()];
	},

	/** The banks of a type of recipient, or those of a currency and a country; of Nigeria where none of them is known. */
	getBanks: async (api, recipientType = '', currencyId = '', countryId = '') => {
		const currency = currencyId.toUpperCase() || undefined;
		const country = countryId.toUpperCase() || HOME[recipientType] || (currency ? undefined : 'NG');
		const banks = await whole<Bank>(api, '/v1/banks', { currency, country });
		return byName(banks.map(({ name, code }) => item(code, name)));
	},

	getCountries: async (api) =>
		byName((await list<Country>(api, '/v1/countries', {}, { returnAll: true })).map(({ id, name }) => item(id, name))),
};
