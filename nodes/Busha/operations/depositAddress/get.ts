import type { IDataObject } from 'n8n-workflow';

import { type Busha, path } from '../../api/client';
import { network } from '../../fields/currency';
import { onBehalfOf } from '../../fields/customer';
import { optional } from '../../fields/optional';
import { define } from '../operation';
import { cryptocurrency } from './fields';

/** Known from integrations: one address, or one for each network. */
export async function readAddress(api: Busha, currency: string, on: string | undefined): Promise<IDataObject> {
	return await api.get<IDataObject>(path`/v1/addresses/${currency}`, { network: on });
}

export const getDepositAddress = define({
	resource: 'depositAddress',
	operation: 'get',
	name: 'Get',
	action: 'Get deposit address',
	description:
		'Retrieve the crypto address that pays into a balance. Send the memo too, where there is one. Known from integrations only.',
	effect: 'read',
	fields: [onBehalfOf, cryptocurrency, optional(network('network', 'Network', 'currency', { none: "Busha's Choice" }))],
	run: async ({ api, input }) => await readAddress(api, input.currency, input.network),
});
