import { choice, percentage, toggle } from '../../fields/basic';
import { choices, oneOrMore } from '../../fields/choices';
import { country } from '../../fields/country';
import { date } from '../../fields/date';
import { document } from '../../fields/document';
import { collection, rows } from '../../fields/group';
import { locator } from '../../fields/locator';
import { complete } from '../../fields/missing';
import { optional } from '../../fields/optional';
import { sized, webAddress } from '../../fields/shape';
import { addressLine, exactText, text } from '../../fields/text';
import * as known from './choices';
import { bvn } from './individual';

export const businessName = sized(text('businessName', 'Business Name'), { max: 100 });
export const businessIndustry = sized(
	locator('businessIndustry', 'Business Industry', 'searchIndustries', { placeholder: 'BIN_V1StGXR8Z5jdHi6BmyT' }),
	{ min: 16, max: 24 },
	'Choose the industry from the list.',
);
export const businessIncorporationDate = date('businessIncorporationDate', 'Business Incorporation Date', 'YYYY-MM-DD');

export const businessDocuments = rows(
	'businessDocuments',
	'Business Documents',
	{ name: 'documents', displayName: 'Document', placeholder: 'Add Document' },
	[
		oneOrMore(
			choices('purposes', 'Purposes', 'a purpose of documents', known.PURPOSES, {
				default: ['certificate_of_incorporation'],
				description: 'What the file proves',
			}),
		),
		document('file', 'File'),
	],
	'At most ten',
);

const ownerAddress = complete(
	collection('address', 'Address', 'Add Address Field', [
		addressLine('addressLine1', 'Address Line 1'),
		addressLine('addressLine2', 'Address Line 2'),
		text('city', 'City'),
		country('countryId', 'Country'),
		text('county', 'County'),
		exactText('postalCode', 'Postal Code'),
		text('province', 'Province'),
		text('state', 'State'),
	]),
	['addressLine1', 'countryId'],
);

export const businessOwners = rows(
	'businessOwners',
	'Business Owners',
	{ name: 'owners', displayName: 'Owner', placeholder: 'Add Owner' },
	[
		sized(text('firstName', 'First Name'), { max: 100 }),
		sized(text('lastName', 'Last Name'), { max: 100 }),
		oneOrMore(choices('role', 'Role', 'a role of owners', known.ROLES, { default: ['director'] })),
		percentage('percentageOwnership', 'Percentage Ownership'),
		toggle('isPep', 'Is PEP', 'Whether the owner is a politically exposed person'),
		optional(
			text('pepType', 'PEP Type', { description: 'In which way the owner is a politically exposed person, if at all' }),
		),
		country('nationality', 'Nationality'),
		optional(bvn),
		ownerAddress,
		optional(document('proofOfAddress', 'Proof of Address')),
		optional(document('proofOfId', 'Proof of ID')),
	],
);

export const businessTransaction = collection('businessTransaction', 'Business Transaction', 'Add Field', [
	toggle('apiAccessNeeded', 'API Access Needed', 'Whether the business needs access to the API'),
	optional(
		webAddress('apiIntegrationUrl', 'API Integration URL', {
			description: 'The website that uses the API. Needed if the business needs access to the API.',
		}),
	),
	choice('clientTransactionStatus', 'Client Transaction Status', known.CLIENT_STATUSES, { default: 'self-owned' }),
	choice('monthlyTransactionCount', 'Monthly Transaction Count', known.MONTHLY_COUNTS, { default: '10_or_less' }),
	choice('monthlyTransactionValue', 'Monthly Transaction Value', known.MONTHLY_VALUES, {
		default: '100_usd_or_less',
	}),
	optional(sized(text('purpose', 'Purpose', { placeholder: 'international trade' }), { min: 3, max: 100 })),
]);

export const businessRegistration = collection('businessRegistration', 'Business Registration', 'Add Field', [
	choice('businessRegulationStatus', 'Business Regulation Status', known.REGULATION_STATUSES, {
		default: 'unregulated',
	}),
	choice('businessStructure', 'Business Structure', known.STRUCTURES, { default: 'limited_liability_company' }),
	choice('businessType', 'Business Type', known.BUSINESS_TYPES, { default: 'type_registered_company' }),
	choice('corporateGroupStatus', 'Corporate Group Status', known.GROUP_STATUSES, { default: 'standalone_company' }),
	choice('exchangeListingStatus', 'Exchange Listing Status', known.LISTING_STATUSES, {
		default: 'not_listed_on_exchange',
	}),
	optional(sized(exactText('licenseNumber', 'License Number'), { max: 30 })),
	optional(sized(exactText('registrationNumber', 'Registration Number'), { max: 20 })),
	optional(sized(exactText('taxIdentificationNumber', 'Tax Identification Number'), { max: 20 })),
]);
