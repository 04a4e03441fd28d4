import { path } from '../../api/client';
import { BushaError } from '../../api/failure';
import { rescue } from '../../api/rescue';
import { onBehalfOf, recipient } from '../../fields/busha';
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
		const look = async () =>
			await rescue<unknown, BushaError>(api.get(url).then(() => undefined), BushaError, (error) => {
				if (error.failure.httpCode === 404) return 'gone';
				throw error;
			});
		await api.call({ method: 'DELETE', path: url, effect: 'write', look });
		return { deleted: true };
	},
});
