import { choice } from '../../fields/basic';
import { country } from '../../fields/country';
import { date } from '../../fields/date';
import { document } from '../../fields/document';
import { rows } from '../../fields/group';
import { optional } from '../../fields/optional';
import { exactText, text } from '../../fields/text';

export const firstName = text('firstName', 'First Name');
export const lastName = text('lastName', 'Last Name');
export const middleName = optional(text('middleName', 'Middle Name'));
export const birthDate = date('birthDate', 'Birth Date', 'DD-MM-YYYY');

export const identityDocuments = rows(
	'identityDocuments',
	'Identity Documents',
	{ name: 'documents', displayName: 'Document', placeholder: 'Add Document' },
	[
		choice(
			'type',
			'Type',
			[
				{ name: 'Driver License', value: 'drivers-license' },
				{ name: 'National ID', value: 'national-id' },
				{ name: 'Passport', value: 'passport' },
			],
			{ default: 'passport' },
		),
		exactText('number', 'Number'),
		country('country', 'Country'),
		optional(date('expiryDate', 'Expiry Date', 'YYYY-MM-DD')),
		optional(document('imageFront', 'Image Front')),
		optional(document('imageBack', 'Image Back')),
	],
	'One identity document, besides the selfie. A national ID needs both sides.',
);

export const selfie = optional(document('selfie', 'Selfie'));
