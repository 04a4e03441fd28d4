import { badRequest, notFound } from '../errors';
import { page } from '../paging';
import { announce, customerAnswer, keepSecrets, storeCustomer, type Customer, type CustomerRequest } from './customer';
import { checkCustomer, checkEmailIsFree, checkWholeProfile } from './customerRules';
import { INDUSTRIES } from './industries';
import { checkKyc } from './kyc';
import { listed, readable } from './visibility';
import { created, noContent, ok, param, type Call, type Handler, type World } from './world';

/** How long the emulated Busha reviews a customer, in emulator milliseconds. */
const REVIEW_TIME = 2000;

const list: Handler = ({ world, query, profileId }) => {
	const text = typeof query.q === 'string' ? query.q.toLowerCase() : '';
	const keep = text === '' ? undefined : (customer: Customer) => searchText(customer).includes(text);
	const { rows, pagination } = page(
		listed(world, world.customers, profileId, world.forms.otherListsLagMs),
		query,
		keep,
	);
	return ok('Fetched customers successfully', rows.map(customerAnswer), pagination);
};

const searchText = ({ id, email, first_name = '', middle_name = '', last_name = '', business_name = '' }: Customer) =>
	[`${first_name} ${last_name}`, `${first_name} ${middle_name} ${last_name}`, business_name, email, id]
		.join('\n')
		.toLowerCase();

const create: Handler = ({ world, body, profileId }) => {
	if (profileId !== world.businessId) throw badRequest('Customers can only be created by the business');
	const request = body as CustomerRequest;
	checkCustomer(request, world.clock.now());
	checkEmailIsFree(world, request.email as string);
	const customer = storeCustomer(world, request);
	announce(world, 'customer.created', customer);
	return created('Created customer successfully', customerAnswer(customer));
};

const get: Handler = (call) => {
	const { world, profileId } = call;
	const customer = readable(world, world.customers, param(call, 'id'), profileId);
	if (!customer) throw notFound('Customer not found');
	return ok('Fetched customer successfully', customerAnswer(customer));
};

const update: Handler = (call) => {
	const { world } = call;
	const customer = find(call);
	const request = call.body as CustomerRequest;
	checkWholeProfile(customer, request);
	checkCustomer(request, world.clock.now());
	const email = request.email as string;
	checkEmailIsFree(world, email, customer.id);
	world.customerByEmail.delete(customer.email.toLowerCase());
	world.customerByEmail.set(email.toLowerCase(), customer.id);
	const { phone, country_id, first_name, middle_name, last_name, business_name, address } = request;
	const changes = {
		email,
		phone,
		country_id,
		first_name,
		middle_name,
		last_name,
		business_name,
		address,
	} as Partial<Customer>;
	change(world, customer, changes);
	keepSecrets(customer, request);
	announce(world, 'customer.updated', customer);
	return ok('Updated customer successfully', customerAnswer(customer));
};

const verify: Handler = (call) => {
	const { world } = call;
	const customer = find(call);
	if (customer.status === 'active') throw badRequest('Customer is already verified');
	if (customer.status === 'in_review') throw badRequest('Customer is already in review');
	checkKyc(customer);
	move(world, customer, { status: 'in_review', kyc_status: 'in_review' });
	if (world.verification === 'approve') world.clock.after(REVIEW_TIME, () => review(world, customer));
	return ok('Customer verified successfully');
};

function review(world: World, customer: Customer): void {
	if (customer.status !== 'in_review') return;
	const refused = customer.last_name === 'Rejected' || customer.business_name === 'Rejected';
	if (refused) reject(world, customer, 'Document is not readable');
	else approve(world, customer);
}

/** Ends a verification well. */
export function approve(world: World, customer: Customer): void {
	move(world, customer, { status: 'active', kyc_status: 'verified', level: '1', rejection_reasons: undefined });
}

/** Ends a verification badly, for this reason. */
export function reject(world: World, customer: Customer, reason: string): void {
	move(world, customer, { status: 'rejected', kyc_status: 'rejected', rejection_reasons: [reason] });
}

function move(world: World, customer: Customer, changes: Partial<Customer>): void {
	change(world, customer, changes);
	announce(world, `customer.verification.${customer.status}`, customer);
}

function change(world: World, customer: Customer, changes: Partial<Customer>): void {
	world.customers.change(customer, { ...changes, updated_at: world.stamp() }, world.clock.now());
}

const shareToken: Handler = (call) => {
	const customer = find(call);
	if (customer.type !== 'individual') throw badRequest('Token sharing is for individual customers only');
	if ((call.body as { token: string }).token.trim() === '') throw badRequest('Invalid share token');
	customer.kycShared = true;
	return ok('Token shared successfully');
};

const remove: Handler = (call) => {
	const { world } = call;
	const customer = find(call);
	world.customers.remove(customer);
	world.customerByEmail.delete(customer.email.toLowerCase());
	return noContent;
};

const CSV_COLUMNS = ['id', 'type', 'status', 'email', 'phone', 'first_name', 'last_name', 'business_name'] as const;

/** Every customer that the search finds, however many they are; the page asked for limits nothing. */
const exported: Handler = (call) => {
	const { world, query, profileId } = call;
	const text = typeof query.q === 'string' ? query.q.toLowerCase() : '';
	const rows = world.customers.rows(profileId).filter((customer) => searchText(customer).includes(text));
	const cell = (value: string | undefined = '') => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
	const lines = rows.map((customer) => CSV_COLUMNS.map((column) => cell(customer[column])).join(','));
	return { status: 200, csv: [CSV_COLUMNS.join(','), ...lines, ''].join('\n') };
};

const listIndustries: Handler = () => ok('Fetched industries successfully', INDUSTRIES);

function find(call: Call): Customer {
	const customer = call.world.customers.find(param(call, 'id'), call.profileId);
	if (!customer) throw notFound('Customer not found');
	return customer;
}

export const customerHandlers: Record<string, Handler> = {
	listCustomers: list,
	listIndustries,
	createCustomer: create,
	getCustomer: get,
	updateCustomer: update,
	verifyCustomer: verify,
	shareCustomerToken: shareToken,
	deleteCustomer: remove,
	exportCustomers: exported,
};
