import { badRequest, conflict, invalidField, type FieldProblems } from '../errors';
import type { Customer, CustomerRequest } from './customer';
import type { World } from './world';

const PLACEHOLDER_DOMAINS = new Set(['example.com', 'example.org', 'example.net', 'test.com', 'mailinator.com']);
/** Decoded size of an image or file: below 4 MB. */
const MAX_FILE_BYTES = 4 * 1024 * 1024;

const REQUIRED_IN_PUT = {
	individual: ['email', 'has_accepted_terms', 'type', 'country_id', 'phone', 'first_name', 'last_name', 'address'],
	business: ['email', 'has_accepted_terms', 'type', 'country_id', 'phone', 'business_name'],
} as const;

/** The rules of a customer body that the OpenAPI file cannot express; the same for POST and PUT. */
export function checkCustomer(body: CustomerRequest, now: number): void {
	const domain = (body.email ?? '').split('@')[1]?.toLowerCase() ?? '';
	if (PLACEHOLDER_DOMAINS.has(domain)) throw invalidField('email', 'e-mail domain is not allowed');
	if (body.phone !== undefined && !/^\+\d{1,4} ?\d{6,14}$/.test(body.phone))
		throw invalidField('phone', 'must be a calling code and a number, like +234 8000000001');
	if (body.has_accepted_terms === false) throw invalidField('has_accepted_terms', 'terms must be accepted');
	for (const [field, country] of [
		['country_id', body.country_id],
		['address.country_id', body.address?.country_id],
	] as const) {
		if (country !== undefined && !/^[A-Z]{2}$/.test(country))
			throw invalidField(field, 'must be an upper-case ISO 3166-1 alpha-2 code');
	}
	for (const field of ['first_name', 'last_name', 'business_name'] as const) {
		if (body[field] !== undefined && body[field].trim() === '') throw invalidField(field, 'must not be empty');
	}
	if (body.birth_date !== undefined) checkBirthDate(body.birth_date, now);
	checkFiles(body);
}

function checkBirthDate(text: string, now: number): void {
	const [day, month, year] = text.split('-').map(Number) as [number, number, number];
	const date = new Date(Date.UTC(year, month - 1, day));
	const real = date.getUTCDate() === day && date.getUTCMonth() === month - 1 && date.getUTCFullYear() === year;
	if (!real || date.getTime() > now || year < 1900) throw invalidField('birth_date', 'must be a past date, DD-MM-YYYY');
}

function checkFiles({ identifying_information = [], documents = [] }: CustomerRequest): void {
	identifying_information.forEach(({ image_front, image_back }, index) => {
		checkFile(`identifying_information.${index}.image_front`, image_front);
		checkFile(`identifying_information.${index}.image_back`, image_back);
	});
	documents.forEach(({ file }, index) => checkFile(`documents.${index}.file`, file));
}

function checkFile(field: string, content: string | undefined): void {
	if (content === undefined) return;
	// A regular expression runs out of stack on texts of several megabytes.
	if (content === '' || Buffer.from(content, 'base64').toString('base64') !== content)
		throw invalidField(field, 'must be base64 without a data: prefix');
	if ((content.length * 3) / 4 >= MAX_FILE_BYTES) throw invalidField(field, 'file must be below 4 MB');
}

/** PUT replaces the whole profile: what can be read back must be sent again. */
export function checkWholeProfile(customer: Customer, body: CustomerRequest): void {
	if (body.type !== undefined && body.type !== customer.type) throw invalidField('type', 'cannot be changed');
	const fields: FieldProblems = {};
	for (const field of REQUIRED_IN_PUT[customer.type]) {
		if (body[field] === undefined) fields[field] = [{ message: `must have required property '${field}'` }];
	}
	if (Object.keys(fields).length > 0) throw badRequest('Request validation failed', fields);
}

/** An e-mail belongs to one customer, whatever its case. */
export function checkEmailIsFree(world: World, email: string, own?: string): void {
	const holder = world.customerByEmail.get(email.toLowerCase());
	if (holder !== undefined && holder !== own) throw conflict('A customer with this email already exists');
}
