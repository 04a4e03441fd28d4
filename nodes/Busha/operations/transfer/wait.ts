import { onBehalfOf } from '../../fields/customer';
import { transferId } from '../../fields/ids';
import { waitTimeout } from '../../fields/payment';
import { kindOfTransfer, readTransfer, untilFinal } from '../../money/wait';
import { define } from '../operation';
import { simpleTransfer } from './simple';

export const waitForTransfer = define({
	resource: 'transfer',
	operation: 'wait',
	name: 'Wait',
	action: 'Wait for transfer',
	description: 'Wait until a transfer has succeeded or failed',
	effect: 'read',
	fields: [onBehalfOf, transferId, waitTimeout],
	simple: simpleTransfer,
	run: async ({ api, input }) => {
		const transfer = await readTransfer(api, { id: input.transferId });
		return await untilFinal(api, transfer, await kindOfTransfer(api, transfer), input.waitTimeout);
	},
});
