import type { IDataObject } from 'n8n-workflow';

import { path } from '../../api/client';
import { onBehalfOf } from '../../fields/customer';
import { transactionId } from '../../fields/ids';
import { define } from '../operation';
import { simpleTransaction } from './simple';

export const getTransaction = define({
	resource: 'transaction',
	operation: 'get',
	name: 'Get',
	action: 'Get transaction',
	description: 'Retrieve one entry of the history',
	effect: 'read',
	fields: [onBehalfOf, transactionId],
	simple: simpleTransaction,
	run: async ({ api, input }) => await api.get<IDataObject>(path`/v1/transactions/${input.transactionId}`),
});
