import type { INodePropertyOptions } from 'n8n-workflow';

import { type Busha, path } from '../api/client';
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

/**
 * A list of the panel, told the values of the fields that it depends on. A value that an expression gives can only be
 * known at run time, and is `undefined`.
 */
export type List = (api: Busha, ...values: Array<string | undefined>) => Promise<INodePropertyOptions[]>;

function option(value: string, name: string | undefined): INodePropertyOptions {
	return { name: name && name !== value ? `${name} (${value})` : value, value };
}

function byName(options: INodePropertyOptions[]): INodePropertyOptions[] {
	return options.sort((a, b) => a.name.localeCompare(b.name));
}

async function currenciesOf(api: Busha, code: string | undefined): Promise<Currency[]> {
	if (code === '') return [];
	return code === undefined
		? await whole<Currency>(api, '/v1/currencies')
		: [await api.get<Currency>(path`/v1/currencies/${code.toUpperCase()}`)];
}

/** Every list of codes that Busha gives, under the names by which fields ask for them. */
export const LISTS: Readonly<Record<string, List>> = {
	getCurrencies: async (api) =>
		byName((await currenciesOf(api, undefined)).map(({ code, name }) => option(code, name))),

	/** The networks of a currency; where no currency is known, as for a recipient, those of all currencies. */
	getNetworks: async (api, currency) => {
		const networks = (await currenciesOf(api, currency))
			.flatMap(({ supported_networks: supported, networks: all }) => supported ?? all ?? [])
			.filter(({ network, status }) => network !== undefined && status !== 'disabled')
			.map(({ network = '', name }) => option(network, name));
		return [...new Map(networks.map((network) => [network.value, network])).values()];
	},

	/** The banks of a country or, without one, of the country that the type of recipient has its banks in. */
	getBanks: async (api, recipientType, country) => {
		const ofType = recipientType === 'kes_bank' ? 'KE' : 'NG';
		const banks = await whole<Bank>(api, '/v1/banks', { country: (country || ofType).toUpperCase() });
		return byName(banks.map(({ name, code }) => option(code, name)));
	},
};
