import { choice, percentage, toggle } from '../../fields/basic';
import { country } from '../../fields/busha';
import { date } from '../../fields/date';
import { document, optionalDocument } from '../../fields/document';
import { type Field, type Values, when } from '../../fields/field';
import { collection, rows } from '../../fields/group';
import { locator } from '../../fields/locator';
import { digits, optionalText, text, words } from '../../fields/text';

const individual = { customerType: ['individual'] };
const business = { customerType: ['business'] };

const seen = (values: string): string => `Known values: ${values}. Others are sent as written.`;

const email = text('email', 'Email', { placeholder: 'name@email.com' });
const phone = digits('phone', 'Phone', { placeholder: '+234 8000000001', description: 'Calling code, a space, and the number' });
const countryId = country('countryId', 'Country');
const hasAcceptedTerms = toggle('hasAcceptedTerms', 'Has Accepted Terms', "Whether the customer has accepted Busha's terms of service");

const address = collection(
	'address',
	'Address',
	'Add Address Field',
	[
		text('addressLine1', 'Address Line 1'),
		optionalText('addressLine2', 'Address Line 2'),
		text('city', 'City'),
		country('countryId', 'Country'),
		optionalText('county', 'County'),
		optionalText('postalCode', 'Postal Code'),
		optionalText('province', 'Province'),
		text('state', 'State'),
	],
	'Busha needs at least Address Line 1, City, State and Country',
);

const firstName = text('firstName', 'First Name');
const lastName = text('lastName', 'Last Name');
const middleName = optionalText('middleName', 'Middle Name');
const birthDate = date('birthDate', 'Birth Date', 'DD-MM-YYYY');

const businessName = text('businessName', 'Business Name');
const businessIndustry = locator('businessIndustry', 'Business Industry', 'searchIndustries', {
	placeholder: 'BIN_V1StGXR8Z5jdHi6BmyT',
});
const businessIncorporationDate = date('businessIncorporationDate', 'Business Incorporation Date', 'YYYY-MM-DD');

const identityDocuments = rows(
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
		digits('number', 'Number'),
		country('country', 'Country'),
		optionalDay('expiryDate', 'Expiry Date'),
		optionalDocument('imageFront', 'Image Front'),
		optionalDocument('imageBack', 'Image Back'),
	],
	'One identity document, besides the selfie. A national ID needs both sides.',
);
const selfie = optionalDocument('selfie', 'Selfie');

const businessDocuments = rows(
	'businessDocuments',
	'Business Documents',
	{ name: 'documents', displayName: 'Document', placeholder: 'Add Document' },
	[
		words('purposes', 'Purposes', { default: 'certificate_of_incorporation', description: 'What the file proves. Separate several with commas.' }),
		document('file', 'File'),
	],
);

const businessOwners = rows(
	'businessOwners',
	'Business Owners',
	{ name: 'owners', displayName: 'Owner', placeholder: 'Add Owner' },
	[
		text('firstName', 'First Name'),
		text('lastName', 'Last Name'),
		words('role', 'Role', { default: 'director', description: 'Separate several with commas' }),
		percentage('percentageOwnership', 'Percentage Ownership'),
		toggle('isPep', 'Is PEP', 'Whether the owner is a politically exposed person'),
		country('nationality', 'Nationality'),
		digits('bvn', 'BVN', { description: 'The Nigerian bank verification number, 11 digits' }),
	],
);

const businessTransaction = collection('businessTransaction', 'Business Transaction', 'Add Field', [
	toggle('apiAccessNeeded', 'API Access Needed', 'Whether the business needs access to the API'),
	optionalText('apiIntegrationUrl', 'API Integration URL'),
	optionalText('clientTransactionStatus', 'Client Transaction Status', { description: seen('self-owned') }),
	optionalText('monthlyTransactionCount', 'Monthly Transaction Count', { description: seen('100_to_200') }),
	optionalText('monthlyTransactionValue', 'Monthly Transaction Value', { description: seen('above_1m_usd') }),
	optionalText('purpose', 'Purpose', { placeholder: 'international trade' }),
]);

const businessRegistration = collection('businessRegistration', 'Business Registration', 'Add Field', [
	optionalText('businessRegulationStatus', 'Business Regulation Status', { description: seen('regulated, unregulated') }),
	optionalText('businessStructure', 'Business Structure', {
		description: seen(
			'limited_liability_company, public_limited_company, limited_liability_partnership, registered_business_name, other',
		),
	}),
	optionalText('businessType', 'Business Type', { description: seen('type_registered_company') }),
	optionalText('corporateGroupStatus', 'Corporate Group Status', {
		description: seen('standalone_company, subsidiary, holding_company'),
	}),
	optionalText('exchangeListingStatus', 'Exchange Listing Status', {
		description: seen('not_listed_on_exchange, listed_on_exchange, owned_by_listed_company'),
	}),
	optionalText('licenseNumber', 'License Number'),
	optionalText('registrationNumber', 'Registration Number'),
	optionalText('taxIdentificationNumber', 'Tax Identification Number'),
]);

/** Everything that a new customer may have. */
export const newCustomer = [
	choice(
		'customerType',
		'Customer Type',
		[
			{ name: 'Business', value: 'business' },
			{ name: 'Individual', value: 'individual' },
		],
		{ default: 'individual' },
	),
	email,
	phone,
	countryId,
	hasAcceptedTerms,
	address,
	when(individual, firstName),
	when(individual, lastName),
	when(individual, birthDate),
	when(business, businessName),
	when(business, businessIndustry),
	when(business, businessIncorporationDate),
	when(individual, identityDocuments),
	when(individual, selfie),
	when(business, businessDocuments),
	when(business, businessOwners),
	when(business, businessTransaction),
	when(business, businessRegistration),
	when(individual, collection('additionalFields', 'Additional Fields', 'Add Field', [middleName])),
	when(
		business,
		collection('additionalFields', 'Additional Fields', 'Add Field', [
			{ ...birthDate, property: { ...birthDate.property, displayName: 'Birth Date', description: "A key person's date of birth" } },
		]),
	),
	toggle('submitForVerification', 'Submit for Verification', 'Whether to submit the customer for verification in the same step'),
] as const satisfies readonly Field[];

/** The parts of a customer that an update may change. */
export const changedCustomer = collection('updateFields', 'Update Fields', 'Add Field', [
	address,
	birthDate,
	businessDocuments,
	businessIncorporationDate,
	businessIndustry,
	businessName,
	businessOwners,
	businessRegistration,
	businessTransaction,
	countryId,
	email,
	firstName,
	hasAcceptedTerms,
	identityDocuments,
	lastName,
	middleName,
	phone,
	selfie,
]);

/** What a customer's profile can be made of. */
export type Profile = Partial<Values<typeof newCustomer>> & Partial<Values<[typeof middleName, typeof birthDate]>>;

function optionalDay<Name extends string>(name: Name, displayName: string): Field<Name, string | undefined> {
	const day = date(name, displayName, 'YYYY-MM-DD');
	return {
		...day,
		property: { ...day.property, required: false },
		read: (reading) => (reading.value === undefined || reading.value === '' ? undefined : day.read(reading)),
	};
}
