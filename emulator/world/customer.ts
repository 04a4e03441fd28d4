import { newId } from '../ids';
import type { Stored } from './collection';
import { omitEmpty, without } from './omit';
import type { World } from './world';

export interface Address {
	country_id: string;
	address_line_1: string;
	address_line_2?: string;
	city: string;
	state: string;
	county?: string;
	province?: string;
	postal_code?: string;
}

export interface IdentifyingInformation {
	type: 'passport' | 'national-id' | 'drivers-license' | 'selfie' | 'bvn';
	number?: string;
	country: string;
	expiry_date?: string;
	image_front?: string;
	image_back?: string;
}

/** What can be written but never read back. */
export interface CustomerSecrets {
	birth_date?: string;
	identifying_information?: IdentifyingInformation[];
	documents?: Array<{ purposes: string[]; file: string }>;
	business_industry?: string;
	business_incorporation_date?: string;
	business_owners?: object[];
	business_transaction?: object;
	business_registration?: object;
}

/** The body of POST and PUT, after the schema check. */
export interface CustomerRequest extends CustomerSecrets {
	type?: 'individual' | 'business';
	email?: string;
	has_accepted_terms?: boolean;
	country_id?: string;
	phone?: string;
	first_name?: string;
	middle_name?: string;
	last_name?: string;
	business_name?: string;
	address?: Address;
}

/** A customer as it is kept; the answer is this without `row`, `secrets` and `kycShared`. */
export interface Customer extends Stored {
	business_id: string;
	type: 'individual' | 'business';
	status: 'inactive' | 'in_review' | 'active' | 'rejected';
	kyc_status: 'pending' | 'in_review' | 'verified' | 'rejected';
	level: string;
	email: string;
	phone: string;
	country_id: string;
	first_name?: string;
	middle_name?: string;
	last_name?: string;
	business_name?: string;
	address?: Address;
	display_currency: string;
	deposit: boolean;
	payout: boolean;
	has_accepted_terms_of_service: boolean;
	rejection_reasons?: string[];
	created_at: string;
	updated_at: string;
	/** Never answered. */
	secrets: CustomerSecrets;
	/** KYC came through a share token. */
	kycShared?: boolean;
}

/** A customer as the API answers it. */
export function customerAnswer(record: Customer) {
	const customer = without(record, 'row', 'secrets', 'kycShared');
	return omitEmpty({ ...customer, address: customer.address && omitEmpty(customer.address) });
}

/** The shorter form of webhooks. */
export function announce(world: World, event: string, customer: Customer): void {
	const {
		id,
		business_id,
		business_name = '',
		first_name = '',
		last_name = '',
		email,
		type,
		status,
		level,
		created_at,
		updated_at,
	} = customer;
	const rejection = status === 'rejected' ? { rejection_reason: customer.rejection_reasons?.[0] ?? 'Rejected' } : {};
	world.emit(event, {
		id,
		business_id,
		business_name,
		first_name,
		last_name,
		email,
		type,
		status,
		level,
		...rejection,
		created_at,
		updated_at,
	});
}

const SECRET_FIELDS = [
	'birth_date',
	'identifying_information',
	'documents',
	'business_industry',
	'business_incorporation_date',
	'business_owners',
	'business_transaction',
	'business_registration',
] as const satisfies ReadonlyArray<keyof CustomerSecrets>;

const LOCAL_CURRENCY: Record<string, string> = { NG: 'NGN', KE: 'KES', GH: 'GHS' };

/** Stores a new customer with the zero balances it starts with. Secret fields may come at the top, as in a request. */
export function storeCustomer(world: World, fields: CustomerRequest & Partial<Customer>): Customer {
	const country = fields.country_id ?? 'NG';
	const stamp = world.stamp();
	const customer: Customer = {
		id: newId('CUS_', 13),
		business_id: world.businessId,
		type: 'individual',
		status: 'inactive',
		kyc_status: 'pending',
		level: '0',
		email: '',
		phone: '',
		country_id: country,
		display_currency: LOCAL_CURRENCY[country] ?? 'USD',
		deposit: true,
		payout: true,
		has_accepted_terms_of_service: true,
		created_at: stamp,
		updated_at: stamp,
		...without(fields, 'has_accepted_terms', ...SECRET_FIELDS),
		row: world.customers.nextRow(world.businessId, world.clock.now()),
		secrets: { ...fields.secrets },
	};
	keepSecrets(customer, fields);
	world.customers.add(customer);
	world.customerByEmail.set(customer.email.toLowerCase(), customer.id);
	for (const currency of ['NGN', 'USDT', 'USDC', ...(country === 'KE' ? ['KES'] : [])])
		world.balances.open(customer.id, currency);
	return customer;
}

/** Takes over the secret fields that a request carries; the others stay as they are. */
export function keepSecrets(customer: Customer, request: CustomerSecrets): void {
	for (const field of SECRET_FIELDS)
		if (request[field] !== undefined) Object.assign(customer.secrets, { [field]: request[field] });
}
