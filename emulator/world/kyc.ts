import { ApiError } from '../errors';
import type { Customer, IdentifyingInformation } from './customer';

/** Refuses a customer whose material is not enough for verification, in Busha's words. */
export function checkKyc(customer: Customer): void {
	if (customer.type === 'business') checkBusiness(customer);
	else if (!customer.kycShared) checkIndividual(customer.secrets.identifying_information ?? []);
}

function checkIndividual(material: IdentifyingInformation[]): void {
	if (!material.some(({ type, image_front }) => type === 'selfie' && image_front)) {
		throw new ApiError(400, 'profile_kyc_verification', 'KYC document does not contain a selfie');
	}
	if (!material.some(isIdentityDocument)) {
		throw new ApiError(400, 'profile_kyc_verification', 'KYC document does not contain an identity document');
	}
}

/** A number and a picture; a national id has two sides, except that a Nigerian one needs its number only. */
function isIdentityDocument({ type, number, country, image_front, image_back }: IdentifyingInformation): boolean {
	if (type === 'selfie' || !number) return false;
	if (type !== 'national-id') return Boolean(image_front);
	return country === 'NG' || Boolean(image_front && image_back);
}

function checkBusiness({ secrets }: Customer): void {
	if (!secrets.documents?.length)
		throw new ApiError(400, 'missing_documents', 'Business documents must be uploaded before final submission');
	const missing = (section: string) =>
		new ApiError(400, 'missing_section', `${section} section must be completed before final submission`);
	if (!secrets.business_owners?.length) throw missing('Owners');
	if (!hasFields(secrets.business_transaction)) throw missing('Transaction');
	if (!hasFields(secrets.business_registration)) throw missing('Registration');
}

const hasFields = (section: object | undefined): boolean => Object.keys(section ?? {}).length > 0;
