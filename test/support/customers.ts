import type { NodeParameterValueType } from 'n8n-workflow';

import type { Parameters } from './busha';

const address = { addressLine1: '1 Sample Close', city: 'Lagos', state: 'Lagos', address: { postalCode: '100001' } };

/** The parameters that create an individual customer. */
export const individual = (more: Parameters = {}): Parameters => ({
	resource: 'customer',
	operation: 'create',
	customerType: 'individual',
	email: 'ada.sample@gmail.com',
	phone: '+234 8000000001',
	countryId: 'NG',
	hasAcceptedTerms: true,
	...address,
	firstName: 'Ada',
	lastName: 'Sample',
	birthDate: '2000-12-24',
	...more,
});

/** The parameters that create a business customer. */
export const business = (more: Parameters = {}): Parameters => ({
	resource: 'customer',
	operation: 'create',
	customerType: 'business',
	email: 'office.sample@gmail.com',
	phone: '+234 8000000002',
	countryId: 'NG',
	hasAcceptedTerms: true,
	...address,
	businessName: 'Sample Trading',
	businessIndustry: { __rl: true, mode: 'id', value: 'BIN_V1StGXR8Z5jdHi6BmyT' } as NodeParameterValueType,
	businessIncorporationDate: '2019-03-01',
	...more,
});

/** The transaction and the registration of a business, in full. */
export const businessParts = {
	businessTransaction: {
		purpose: 'trade',
		monthlyTransactionValue: 'above_1m_usd',
		monthlyTransactionCount: '10_to_50',
		clientTransactionStatus: 'self-owned',
		apiAccessNeeded: true,
		apiIntegrationUrl: 'https://sample.ng',
	},
	businessRegistration: {
		businessType: 'type_registered_company',
		businessStructure: 'limited_liability_company',
		businessRegulationStatus: 'regulated',
		registrationNumber: 'RC1',
		taxIdentificationNumber: 'T1',
		licenseNumber: 'L1',
		corporateGroupStatus: 'standalone_company',
		exchangeListingStatus: 'not_listed_on_exchange',
	},
} satisfies Parameters;

/** An owner of a business. */
export const owner = {
	firstName: 'Ada',
	lastName: 'Sample',
	role: ['director'],
	percentageOwnership: 60,
	isPep: false,
	nationality: 'NG',
} satisfies Parameters;

/** Documents that are enough to verify an individual: a passport in the binary field `front` and a selfie in `face`. */
export const identity: Parameters = {
	identityDocuments: { documents: [{ type: 'passport', number: 'A00000000', country: 'NG', imageFront: 'front' }] },
	selfie: 'face',
};
