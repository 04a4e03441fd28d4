import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { Busha, path } from '../api/client';
import { failureOf, nodeError } from '../run/errors';

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

/** Opens the account for a list of the panel, and turns what goes wrong into an error that the panel shows. */
export async function listing<T>(n8n: ILoadOptionsFunctions, load: (api: Busha) => Promise<T>): Promise<T> {
	try {
		return await load(await Busha.open(n8n));
	} catch (problem) {
		throw nodeError(n8n.getNode(), failureOf(problem, 'notSent'), 0);
	}
}

function option(value: string, name: string | undefined): INodePropertyOptions {
	return { name: name && name !== value ? `${name} (${value})` : value, value };
}

/** The networks of a currency; without one, as for a recipient, those of all currencies. */
async function networksOf(api: Busha, code: unknown): Promise<INodePropertyOptions[]> {
	if (code === '') return [];
	const currencies =
		typeof code === 'string'
			? [await api.get<Currency>(path`/v1/currencies/${code.toUpperCase()}`)]
			: await api.get<Currency[]>('/v1/currencies');
	const networks = currencies
		.flatMap((currency) => currency.supported_networks ?? currency.networks ?? [])
		.filter((network) => network.network !== undefined && network.status !== 'disabled')
		.map((network) => option(network.network ?? '', network.name));
	return [...new Map(networks.map((network) => [network.value, network])).values()];
}

/** Lists that n8n shows in drop-downs. All of them come from Busha. */
export const loadOptions = {
	async getCurrencies(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const currencies = await listing(this, async (api) => await api.get<Currency[]>('/v1/currencies'));
		return currencies.map(({ code, name }) => option(code, name)).sort((a, b) => a.name.localeCompare(b.name));
	},

	async getNetworks(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const code = this.getCurrentNodeParameter('targetCurrency') || this.getCurrentNodeParameter('sourceCurrency');
		return await listing(this, async (api) => await networksOf(api, code));
	},

	async getBanks(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const type = String(this.getCurrentNodeParameter('recipientType') ?? '');
		const country = String(this.getCurrentNodeParameter('countryId') || (type === 'kes_bank' ? 'KE' : 'NG'));
		const query = { country: country.toUpperCase() };
		const banks = await listing(this, async (api) => await api.get<Array<{ name: string; code: string }>>('/v1/banks', query));
		return banks.map(({ name, code }) => option(code, name)).sort((a, b) => a.name.localeCompare(b.name));
	},
};
