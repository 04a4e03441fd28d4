import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { webhookSecretsOf } from '../../../credentials/BushaApi.credentials';
import { toggle } from '../fields/basic';
import { onBehalfOf } from '../fields/customer';
import type { Field, Values } from '../fields/field';
import { InputError } from '../fields/inputError';
import { readSettings } from '../run/settings';
import { ALL_EVENTS, EVENTS } from './events';

const events: Field<'events', string[]> = {
	name: 'events',
	property: {
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: [
			{ name: 'All Events', value: ALL_EVENTS, description: 'Every event, also those that Busha adds later' },
			...EVENTS,
		],
		default: [],
		required: true,
		description:
			'The events that start the workflow. In the Busha dashboard, choose at least the same ones for the webhook.',
	},
	read: ({ value }) => {
		const known = [ALL_EVENTS, ...EVENTS.map((event) => event.value)];
		const given: unknown[] = Array.isArray(value) ? value : [];
		const wrong = given.find((event) => !known.includes(event as string));
		if (wrong !== undefined)
			throw new InputError(`"${String(wrong).slice(0, 40)}" is not an event of Busha`, 'Choose events from the list.');
		if (given.length === 0) throw new InputError('no event is chosen', 'Choose at least one event, or All Events.');
		return given as string[];
	},
};

const customerId: typeof onBehalfOf = {
	...onBehalfOf,
	property: {
		...onBehalfOf.property,
		description:
			'Only events about this customer start the workflow. Leave blank for the events of everybody. A value that turns out empty is an error.',
	},
};

const confirm = toggle(
	'confirm',
	'Confirm With Busha',
	'Whether to read the object from Busha first. The workflow starts only when Busha shows what was delivered, and gets the object as "confirmed".',
);

/** The parameters of the trigger, in the order of its panel. */
export const triggerFields = [events, customerId, confirm] as const;

/** Reads the parameters of the trigger. Throws an {@link InputError} if one of them cannot be used. */
export function settingsOf(n8n: IHookFunctions | IWebhookFunctions): Values<typeof triggerFields> {
	return readSettings(n8n, triggerFields);
}

/** The webhook secrets of the trigger's credential. */
export async function secretsOf(n8n: IHookFunctions | IWebhookFunctions): Promise<string[]> {
	return webhookSecretsOf(await n8n.getCredentials('bushaApi'));
}
