import { percentage, toggle } from '../../fields/basic';
import { country } from '../../fields/country';
import { date } from '../../fields/date';
import { document } from '../../fields/document';
import { collection, rows } from '../../fields/group';
import { locator } from '../../fields/locator';
import { optional } from '../../fields/optional';
import { exactText, type Look, text, words } from '../../fields/text';

const optionalText = <Name extends string>(name: Name, displayName: string, look?: Look) =>
	optional(text(name, displayName, look));
const known = (values: string): Look => ({ description: `Known values: ${values}. Others are sent as written.` });

export const businessName = text('businessName', 'Business Name');
export const businessIndustry = locator('businessIndustry', 'Business Industry', 'searchIndustries', {
	placeholder: 'BIN_V1StGXR8Z5jdHi6BmyT',
});
export const businessIncorporationDate = date('businessIncorporationDate', 'Business Incorporation Date', 'YYYY-MM-DD');

export const businessDocuments = rows(
	'businessDocuments',
	'Business Documents',
	{ name: 'documents', displayName: 'Document', placeholder: 'Add Document' },
	[
		words('purposes', 'Purposes', {
			default: 'certificate_of_incorporation',
			description: 'What the file proves. Separate several with commas.',
		}),
		document('file', 'File'),
	],
);

export const businessOwners = rows(
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
		exactText('bvn', 'BVN', { length: 11, description: 'The Nigerian bank verification number, 11 digits' }),
	],
);

export const businessTransaction = collection('businessTransaction', 'Business Transaction', 'Add Field', [
	toggle('apiAccessNeeded', 'API Access Needed', 'Whether the business needs access to the API'),
	optionalText('apiIntegrationUrl', 'API Integration URL'),
	optionalText('clientTransactionStatus', 'Client Transaction Status', known('self-owned')),
	optionalText('monthlyTransactionCount', 'Monthly Transaction Count', known('100_to_200')),
	optionalText('monthlyTransactionValue', 'Monthly Transaction Value', known('above_1m_usd')),
	optionalText('purpose', 'Purpose', { placeholder: 'international trade' }),
]);

export const businessRegistration = collection('businessRegistration', 'Business Registration', 'Add Field', [
	optionalText('businessRegulationStatus', 'Business Regulation Status', known('regulated, unregulated')),
	optionalText(
		'businessStructure',
		'Business Structure',
		known(
			'limited_liability_company, public_limited_company, limited_liability_partnership, registered_business_name, other',
		),
	),
	optionalText('businessType', 'Business Type', known('type_registered_company')),
	optionalText(
		'corporateGroupStatus',
		'Corporate Group Status',
		known('standalone_company, subsidiary, holding_company'),
	),
	optionalText(
		'exchangeListingStatus',
		'Exchange Listing Status',
		known('not_listed_on_exchange, listed_on_exchange, owned_by_listed_company'),
	),
	optional(exactText('licenseNumber', 'License Number')),
	optional(exactText('registrationNumber', 'Registration Number')),
	optional(exactText('taxIdentificationNumber', 'Tax Identification Number')),
]);
