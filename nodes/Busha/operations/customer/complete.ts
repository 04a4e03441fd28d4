import { InputError } from '../../fields/inputError';
import { missingIn } from '../../fields/missing';
import * as company from './business';
import type { Profile } from './fields';

/** The most documents that Busha takes of one customer. */
const MOST = { identity: 5, business: 10 };

const TRANSACTION = [
	'apiAccessNeeded',
	'clientTransactionStatus',
	'monthlyTransactionCount',
	'monthlyTransactionValue',
	'purpose',
];

const REGISTRATION = [
	'businessRegulationStatus',
	'businessStructure',
	'businessType',
	'corporateGroupStatus',
	'exchangeListingStatus',
	'licenseNumber',
	'registrationNumber',
	'taxIdentificationNumber',
];

const PARTS = [
	company.businessDocuments,
	company.businessOwners,
	company.businessRegistration,
	company.businessTransaction,
];

const isGiven = (part: object | undefined): part is object => part !== undefined && Object.keys(part).length > 0;

function lacks({ businessRegistration, businessTransaction }: Profile): string[] {
	const registration = isGiven(businessRegistration)
		? missingIn(company.businessRegistration, businessRegistration, REGISTRATION)
		: [];
	const ofTransaction = businessTransaction?.apiAccessNeeded ? [...TRANSACTION, 'apiIntegrationUrl'] : TRANSACTION;
	const transaction = isGiven(businessTransaction)
		? missingIn(company.businessTransaction, businessTransaction, ofTransaction)
		: [];
	return [
		...registration.map((label) => `Business Registration > ${label}`),
		...transaction.map((label) => `Business Transaction > ${label}`),
	];
}

/**
 * What Busha wants of a customer as a whole: each part of a business has all of its fields, and there are not too many
 * documents. Throws one {@link InputError} that names everything that is missing.
 */
export function checkParts(profile: Profile): void {
	refuse(lacks(profile));
	const { identityDocuments = [], selfie, businessDocuments = [] } = profile;
	if (identityDocuments.length + (selfie ? 1 : 0) > MOST.identity)
		throw tooMany('Identity Documents', `${MOST.identity}, the selfie included`);
	if (businessDocuments.length > MOST.business) throw tooMany('Business Documents', String(MOST.business));
}

/** The same of a new customer. A business that is submitted at once needs every part. */
export function checkNew(profile: Profile): void {
	const needsAll = profile.customerType === 'business' && profile.submitForVerification;
	const absent = needsAll ? PARTS.filter(({ name }) => !isGiven(profile[name])) : [];
	const missing = absent.map(({ property }) => property.displayName);
	if (missing.length > 0) refuse([...missing, ...lacks(profile)]);
	checkParts(profile);
}

function refuse(missing: readonly string[]): void {
	if (missing.length === 0) return;
	throw new InputError(
		`Busha needs more about the business: ${missing.join(', ')}`,
		'Add what is missing. A part of a business that is given has to be given in full.',
	);
}

function tooMany(label: string, most: string): InputError {
	return new InputError(`${label}: Busha takes at most ${most}`, 'Leave some of them out.');
}
