import type { INodeProperties } from 'n8n-workflow';

import { type Field, unwrapped } from './field';
import { InputError } from './inputError';
import { locatorProperty } from './locator';
import { isBlank } from './optional';
import { isEmail } from './shape';
import { asIdentity, asText, refuseControls } from './text';

const PROFILE = /^(CUS|BUS)_[A-Za-z0-9_-]+$/;

function customerLocator(description: string): INodeProperties {
	return locatorProperty('customerId', 'Customer ID', 'searchCustomers', {
		description,
		placeholder: 'CUS_Sample0000001',
	});
}

/** Whether a profile is the business itself rather than one of its customers. */
export function isBusiness(profileId: string | undefined): boolean {
	return profileId === undefined || profileId.startsWith('BUS_');
}

/** Whose money it is: a customer's ID, or nothing for the business, however it was named. */
export function ownerOf(profileId: string | undefined): string {
	return profileId === undefined || isBusiness(profileId) ? '' : profileId;
}

/** A customer, by its ID or by its email address. */
export type CustomerKey = { id: string } | { email: string };

/**
 * The customer that a value names, or `undefined` when the user left the field blank.
 * A field that is filled in but comes out empty is an {@link InputError}, never "act as the business".
 */
export function profileOf(value: unknown, raw: unknown): string | undefined {
	// An agent that has nothing for the field is no exception: nobody acts for the business by mistake.
	if (isBlank({ value, raw, asTool: false })) return undefined;
	const id = asText(value);
	refuseControls(String(unwrapped(value)));
	if (PROFILE.test(id)) return id;
	throw new InputError(`"${id.slice(0, 40)}" is not a customer ID`, 'A customer ID starts with CUS_.');
}

/** The customer that the operation acts for. Left blank, it acts for the business. Becomes the `X-BU-PROFILE-ID` header. */
export const onBehalfOf: Field<'customerId', string | undefined> = {
	name: 'customerId',
	property: {
		...customerLocator(
			"The customer to act for, with that customer's own balances. A value that turns out empty is an error.",
		),
		hint: 'Leave blank to act for your business',
		required: false,
	},
	profile: true,
	read: ({ value, raw }) => profileOf(value, raw),
};

const aboutCustomer = customerLocator('The customer that the operation is about');

/** The customer that the operation is about. Its ID goes into the path. */
export const customer: Field<'customerId', CustomerKey> = {
	name: 'customerId',
	property: {
		...aboutCustomer,
		modes: [
			...(aboutCustomer.modes ?? []),
			{ displayName: 'By Email', name: 'email', type: 'string', placeholder: 'name@email.com' },
		],
	},
	read: ({ value }) => {
		const given = asIdentity(value);
		if (given === '') throw new InputError('is empty', 'Choose a customer, or check the expression.');
		if ((value as { mode?: unknown }).mode === 'email') return { email: emailOf(given) };
		return { id: profileOf(value, value) ?? '' };
	},
};

function emailOf(given: string): string {
	if (isEmail(given)) return given;
	throw new InputError(
		`"${given.slice(0, 40)}" is not an email address`,
		'Write it as name@email.com, or choose By ID.',
	);
}
