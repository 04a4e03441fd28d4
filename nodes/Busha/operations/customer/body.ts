import type { IDataObject } from 'n8n-workflow';

import { bodyNames } from '../../api/bodyNames';
import { type Busha, path } from '../../api/client';
import type { Customer } from '../../api/types';
import { InputError } from '../../fields/inputError';
import type { ItemFile } from '../../fields/itemFile';
import type { Profile } from './fields';

/** The same values under the API's names. Undefined when none is given. */
function named(values: object | undefined): IDataObject | undefined {
	const body = bodyNames(values ?? {});
	return Object.keys(body).length === 0 ? undefined : body;
}

async function encode(file: ItemFile | undefined, label: string): Promise<string | undefined> {
	return await file?.base64().catch((problem: unknown) => {
		throw problem instanceof InputError ? problem.within(`${label}:`) : problem;
	});
}

async function identity({ identityDocuments = [], selfie, countryId }: Profile): Promise<IDataObject[] | undefined> {
	const documents: IDataObject[] = [];
	for (const { imageFront, imageBack, ...about } of identityDocuments) {
		documents.push({
			...named(about),
			image_front: await encode(imageFront, 'Image Front'),
			image_back: await encode(imageBack, 'Image Back'),
		});
	}
	if (selfie) {
		const country = identityDocuments[0]?.country ?? countryId;
		documents.push({ type: 'selfie', number: '', country, image_front: await encode(selfie, 'Selfie') });
	}
	return documents.length > 0 ? documents : undefined;
}

async function documents({ businessDocuments = [] }: Profile): Promise<IDataObject[] | undefined> {
	const files: IDataObject[] = [];
	for (const { purposes, file } of businessDocuments) files.push({ purposes, file: await encode(file, 'File') });
	return files.length > 0 ? files : undefined;
}

async function owners({ businessOwners = [] }: Profile): Promise<IDataObject[] | undefined> {
	const people: IDataObject[] = [];
	for (const { address, proofOfAddress, proofOfId, ...about } of businessOwners) {
		people.push({
			...named(about),
			address: named(address),
			proof_of_address: await encode(proofOfAddress, 'Proof of Address'),
			proof_of_id: await encode(proofOfId, 'Proof of ID'),
		});
	}
	return people.length > 0 ? people : undefined;
}

const PLAIN = [
	'email',
	'phone',
	'countryId',
	'hasAcceptedTerms',
	'firstName',
	'middleName',
	'lastName',
	'birthDate',
	'businessName',
	'businessIndustry',
	'businessIncorporationDate',
] as const;

/** A profile as the body of `POST` and `PUT /v1/customers`, its files loaded. Parts that are not given are left out. */
export async function bodyOf(profile: Profile): Promise<IDataObject> {
	const { businessTransaction, businessRegistration, addressLine1, city, state } = profile;
	const plain = { ...profile, ...profile.additionalFields };
	const body = {
		type: profile.customerType,
		...named(Object.fromEntries(PLAIN.map((name) => [name, plain[name]]))),
		address: named({ addressLine1, city, state, ...profile.address }),
		business_owners: await owners(profile),
		business_transaction: named(businessTransaction),
		business_registration: named(businessRegistration),
		identifying_information: await identity(profile),
		documents: await documents(profile),
	};
	return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as IDataObject;
}

/** The body of a customer who does not exist yet: the address is in the customer's country if it names none. */
export function whole(body: IDataObject): IDataObject {
	return body.address ? { ...body, address: { country_id: body.country_id, ...(body.address as IDataObject) } } : body;
}

const READABLE = ['type', 'email', 'phone', 'country_id', 'first_name', 'middle_name', 'last_name', 'business_name'];

/** What an update has to send again of a customer as the API shows it: all that it shows, under the names that it takes. */
function bodyFrom(customer: Customer): IDataObject {
	const given = (values: IDataObject): IDataObject =>
		Object.fromEntries(
			Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''),
		);
	const terms = customer.has_accepted_terms_of_service ?? customer.has_accepted_terms;
	return given({
		...Object.fromEntries(READABLE.map((key) => [key, customer[key]])),
		has_accepted_terms: terms,
		address: customer.address ? given(customer.address as IDataObject) : undefined,
	});
}

/** The given parts of a body laid over what the customer has. An address is changed line by line. */
export async function readAndChange(api: Busha, customerId: string, given: IDataObject): Promise<IDataObject> {
	const current = bodyFrom(await api.get<Customer>(path`/v1/customers/${customerId}`));
	const address = { ...(current.address as IDataObject), ...(given.address as IDataObject) };
	const identity = (given.identifying_information as IDataObject[] | undefined)?.map((document) => ({
		...document,
		country: document.country ?? current.country_id,
	}));
	return whole({
		...current,
		...given,
		...(Object.keys(address).length > 0 && { address }),
		...(identity && { identifying_information: identity }),
	});
}
