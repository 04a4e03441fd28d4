import type { IDataObject } from 'n8n-workflow';

import { knowing } from '../../api/failure';
import { onBehalfOf } from '../../fields/customer';
import { makeOnce } from '../../once/makeOnce';
import type { Listed } from '../../once/making';
import { define } from '../operation';
import { cryptocurrency, itsNetwork } from './fields';
import { findAddresses } from './get';

/** Busha gives addresses no id. On some networks several owners share one, and the memo tells them apart. */
const named = (row: IDataObject): Listed => ({ ...row, id: [row.network, row.address, row.memo].join(' ') });

const NOT_SHOWN = {
	message: 'Busha does not show a new address',
	advice: 'It may have been made all the same. Read it with Deposit Address > Get, and compare it with the old one.',
};

export const regenerateDepositAddress = define({
	resource: 'depositAddress',
	operation: 'regenerate',
	name: 'Regenerate',
	action: 'Regenerate deposit address',
	description: 'Make a new crypto address and retrieve it. Tell payers not to use the old one.',
	effect: 'write',
	fields: [onBehalfOf, cryptocurrency, itsNetwork],
	run: async (item) => {
		const { api, input } = item;
		const alike = async () => (await findAddresses(api, input.currency, input.network)).map(named);
		const call = {
			path: '/v1/addresses/regenerate',
			effect: 'write',
			body: { ...input, customerId: undefined },
		} as const;
		const making = makeOnce<Listed>(item, { call, finding: { noun: 'address', harmless: true, alike } });
		const { value } = await knowing(making, ({ outcome }) => (outcome === 'unknown' ? NOT_SHOWN : {}));
		return { ...value, id: undefined };
	},
});
