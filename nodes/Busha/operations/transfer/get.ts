import { path } from '../../api/client';
import type { Transfer } from '../../api/types';
import { onBehalfOf } from '../../fields/customer';
import { transferId } from '../../fields/ids';
import { define } from '../operation';
import { simpleTransfer } from './simple';

export const getTransfer = define({
	resource: 'transfer',
	operation: 'get',
	name: 'Get',
	action: 'Get transfer',
	description: 'Retrieve one transfer and its current status',
	effect: 'read',
	fields: [onBehalfOf, transferId],
	simple: simpleTransfer,
	run: async ({ api, input }) => await api.get<Transfer>(path`/v1/transfers/${input.transferId}`),
});
