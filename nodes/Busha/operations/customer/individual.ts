import { choice } from '../../fields/basic';
import { country } from '../../fields/country';
import { date } from '../../fields/date';
import { document } from '../../fields/document';
import type { Field } from '../../fields/field';
import { rows } from '../../fields/group';
import { optional } from '../../fields/optional';
import { shaped, sized } from '../../fields/shape';
import { exactText, text } from '../../fields/text';

export const firstName = text('firstName', 'First Name');
export const lastName = text('lastName', 'Last Name');
export const middleName = optional(text('middleName', 'Middle Name'));
export const birthDate = date('birthDate', 'Birth Date', 'DD-MM-YYYY');

const BVN = { length: 11, description: 'The Nigerian bank verification number, 11 digits' };

/** A bank verification number. */
export const bvn = shaped(
	exactText('bvn', 'BVN', BVN),
	/^\d{11}$/,
	'a bank verification number',
	'A BVN has exactly 11 digits.',
);

const anyNumber = sized(exactText('number', 'Number'), { max: 50 });

/** The number of a document, which may also be a BVN. */
const number: Field<'number', string> = {
	...anyNumber,
	read: (reading) => (reading.before.type === 'bvn' ? bvn : anyNumber).read(reading),
};

export const identityDocuments = rows(
	'identityDocuments',
	'Identity Documents',
	{ name: 'documents', displayName: 'Document', placeholder: 'Add Document' },
	[
		choice(
			'type',
			'Type',
			[
				{ name: 'Bank Verification Number (BVN)', value: 'bvn' },
				{ name: 'Driver License', value: 'drivers-license' },
				{ name: 'National ID', value: 'national-id' },
				{ name: 'Passport', value: 'passport' },
			],
			{ default: 'passport' },
		),
		number,
		country('country', 'Country'),
		optional(date('expiryDate', 'Expiry Date', 'YYYY-MM-DD')),
		optional(document('imageFront', 'Image Front')),
		optional(document('imageBack', 'Image Back')),
	],
	'One identity document, besides the selfie. A national ID needs both sides.',
);

export const selfie = optional(document('selfie', 'Selfie'));
