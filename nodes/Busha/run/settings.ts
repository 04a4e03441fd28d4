import type { IHookFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import { type Field, readFields, type Values } from '../fields/field';
import { InputError } from '../fields/inputError';

/** Reads the fields of a node that has no input items. Throws an {@link InputError} at the first that cannot be used. */
export function readSettings<Fields extends readonly Field[]>(
	n8n: IHookFunctions | IPollFunctions | IWebhookFunctions,
	fields: Fields,
): Values<Fields> {
	const parameters = n8n.getNode().parameters;
	return readFields(fields, ({ name }, before) => {
		const raw = parameters[name];
		return {
			raw,
			before,
			zone: n8n.getTimezone(),
			asTool: false,
			value: raw === undefined ? undefined : n8n.getNodeParameter(name, undefined, { skipValidation: true }),
			file: () => {
				throw new InputError('names a file', 'A trigger has no input items.');
			},
		};
	});
}
