import { knowing } from '../../api/failure';
import { onBehalfOf } from '../../fields/customer';
import { define } from '../operation';
import { cryptocurrency, itsNetwork } from './fields';
import { readAddress } from './get';

export const regenerateDepositAddress = define({
	resource: 'depositAddress',
	operation: 'regenerate',
	name: 'Regenerate',
	action: 'Regenerate deposit address',
	description:
		'Make a new crypto address, and retrieve it. Tell payers not to use the old one. Known from integrations only.',
	effect: 'write',
	fields: [onBehalfOf, cryptocurrency, itsNetwork],
	run: async ({ api, input: { currency, network } }) => {
		const body = { currency, network };
		await api.command({ method: 'POST', path: '/v1/addresses/regenerate', effect: 'write', body });
		return await knowing(readAddress(api, currency, network), ({ message }) => ({
			outcome: 'unknown',
			message: `The address was made anew, but cannot be shown: ${message}`,
			advice: 'Read it with Deposit Address > Get.',
		}));
	},
});
