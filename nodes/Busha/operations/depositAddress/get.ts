import type { IDataObject } from 'n8n-workflow';

import { type Busha, path } from '../../api/client';
import { BushaError } from '../../api/failure';
import { network } from '../../fields/currency';
import { onBehalfOf } from '../../fields/customer';
import { optional } from '../../fields/optional';
import { define } from '../operation';
import { cryptocurrency } from './fields';

/**
 * The addresses of a currency: none, one, or one for each network. One that shows another network than was asked for is
 * left out, since money that is sent there on the wrong network is lost.
 */
export async function findAddresses(api: Busha, currency: string, on: string | undefined): Promise<IDataObject[]> {
	const answer = await api.find<IDataObject | IDataObject[]>(path`/v1/addresses/${currency}`, { network: on });
	return [answer ?? []]
		.flat()
		.filter(({ network: shown }) => on === undefined || typeof shown !== 'string' || shown.toUpperCase() === on);
}

async function readAddresses(api: Busha, currency: string, on: string | undefined): Promise<IDataObject[]> {
	const found = await findAddresses(api, currency, on);
	if (found.length > 0) return found;
	throw new BushaError({
		outcome: 'rejected',
		message: `Busha gave no address for ${currency}${on ? ` on the network ${on}` : ''}`,
		advice: 'Choose a network that the currency has. Do not send money to an address on another network.',
	});
}

export const getDepositAddress = define({
	resource: 'depositAddress',
	operation: 'get',
	name: 'Get',
	action: 'Get deposit address',
	description: 'Retrieve the crypto address that pays into a balance. Send the memo too, where there is one.',
	effect: 'read',
	fields: [onBehalfOf, cryptocurrency, optional(network('network', 'Network', 'currency', { none: "Busha's Choice" }))],
	run: async ({ api, input }) => await readAddresses(api, input.currency, input.network),
});
