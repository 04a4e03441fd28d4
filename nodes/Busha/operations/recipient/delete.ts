import { path } from '../../api/client';
import { onBehalfOf } from '../../fields/customer';
import { recipient } from '../../fields/ids';
import { define } from '../operation';

export const deleteRecipient = define({
	resource: 'recipient',
	operation: 'delete',
	name: 'Delete',
	action: 'Delete recipient',
	description: 'Delete a recipient for good',
	effect: 'write',
	fields: [onBehalfOf, recipient],
	run: async ({ api, input }) => {
		const url = path`/v1/recipients/${input.recipientId}`;
		const recover = async () => ((await api.find(url)) === undefined ? 'gone' : undefined);
		await api.command({ method: 'DELETE', path: url, effect: 'write', recover });
		return { deleted: true };
	},
});
