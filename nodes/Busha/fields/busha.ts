import type { INodeProperties } from 'n8n-workflow';

import { amount, choice, code } from './basic';
import { type Field, unwrapped, when } from './field';
import { InputError } from './inputError';
import { locator } from './locator';
import { isBlank } from './optional';
import { asIdentity, asText, type Look, refuseControls, text } from './text';

const PROFILE = /^(CUS|BUS)_[A-Za-z0-9_-]+$/;

function customerLocator(description: string): INodeProperties {
	return locator('customerId', 'Customer ID', 'searchCustomers', { description, placeholder: 'CUS_Sample0000001' })
		.property;
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
			"The customer to act for, with that customer's own balances. Leave blank to act for your business. A value that turns out empty is an error.",
		),
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
	if (/^[^\s@]+@[^\s@]+$/.test(given)) return given;
	throw new InputError(
		`"${given.slice(0, 40)}" is not an email address`,
		'Write it as name@email.com, or choose By ID.',
	);
}

/** A recipient of the chosen profile. */
export const recipient = locator('recipientId', 'Recipient', 'searchRecipients', {
	description: 'Who receives the money. Recipients belong to the customer chosen above, or to your business.',
	placeholder: '0123456789abcdef01234567',
});

/** A currency code, sent in upper case. */
export function currency<Name extends string>(name: Name, displayName: string, look: Look = {}): Field<Name, string> {
	const field = code(name, displayName, 'getCurrencies', look);
	return {
		...field,
		read: (reading) => {
			const given = field.read(reading).toUpperCase();
			if (/^[A-Z0-9]{1,10}$/.test(given)) return given;
			throw new InputError(`"${given.slice(0, 40)}" is not a currency code`, 'Use a code such as NGN or USDT.');
		},
	};
}

/** A blockchain network, if another field names a currency one of that, sent in upper case. */
export function network<Name extends string>(
	name: Name,
	displayName: string,
	ofCurrency?: string,
): Field<Name, string> {
	const field = code(
		name,
		displayName,
		'getNetworks',
		ofCurrency === undefined ? {} : { loadOptionsDependsOn: [ofCurrency] },
	);
	return { ...field, read: (reading) => field.read(reading).toUpperCase() };
}

const AMOUNT_TYPES = [
	{ name: 'Source Amount', value: 'source', description: 'The amount that leaves the balance' },
	{ name: 'Target Amount', value: 'target', description: 'The amount that arrives' },
	{
		name: 'Quote Amount',
		value: 'quote',
		description: 'The worth in a fiat currency, when the source is a cryptocurrency',
	},
] as const;

/** How much: the amount, and which side of the exchange it counts. */
export const amountFields = [
	choice('amountType', 'Amount Type', AMOUNT_TYPES, { default: 'source', description: 'Which side the amount counts' }),
	amount('amount', 'Amount', { description: 'A plain decimal number. It is sent digit by digit as written.' }),
	when(
		{ amountType: ['quote'] },
		currency('quoteCurrency', 'Quote Currency', { description: 'The fiat currency of the amount' }),
	),
] as const;

/** A country by its two letters. */
export function country<Name extends string>(name: Name, displayName: string, look: Look = {}): Field<Name, string> {
	const field = text(name, displayName, {
		placeholder: 'NG',
		description: 'The two-letter code of the country',
		...look,
	});
	return {
		...field,
		read: (reading) => {
			const given = field.read(reading).toUpperCase();
			if (/^[A-Z]{2}$/.test(given)) return given;
			throw new InputError(
				`"${given.slice(0, 40)}" is not a country code`,
				'Use the two letters of ISO 3166, such as NG or KE.',
			);
		},
	};
}

/** The order of a list, as Busha sorts it. */
export const sort = choice(
	'sort',
	'Sort',
	[
		{ name: 'Newest First', value: 'desc' },
		{ name: 'Oldest First', value: 'asc' },
	],
	{ default: 'desc' },
);

export const transferId = text('transferId', 'Transfer ID', { placeholder: 'TRF_Sample000001' });
