import { badRequest, invalidField, notFound } from '../errors';
import { newHex, newId } from '../ids';
import { Decimal, roundUp, text } from '../money';
import { page } from '../paging';
import type { BillOrder } from './billOrder';
import { BILL_CURRENCY, BILL_PRODUCTS, type BillProduct } from './billProducts';
import { knownCurrency } from './currencies';
import { omitEmpty, without } from './omit';
import { conversion, toSource } from './rates';
import { recordMovement } from './transaction';
import { listed, readable } from './visibility';
import { created, ok, param, type Handler, type World } from './world';

/** How long an order takes, in emulator milliseconds. */
const ORDER_TIME = 4000;
/** A recipient that no provider knows. */
const BAD_RECIPIENT = '9999999999';

interface BillRequest {
	product_code: string;
	amount: string;
	recipient: string;
	phone_number?: string;
	account_type?: string;
	source_currency?: string;
}

const validate: Handler = ({ body }) => {
	const request = body as { category: string; product_code: string; recipient: string; account_type?: string };
	const product = findProduct(request.product_code);
	if (product.category !== request.category)
		throw badRequest(`${product.code} is not a product of ${request.category}`);
	checkAccountType(product, request.account_type);
	if (request.recipient === BAD_RECIPIENT) throw badRequest('Recipient could not be validated');
	return ok('Recipient validated successfully', {
		customer_name: 'SAMPLE CUSTOMER',
		recipient: request.recipient,
		customer_address: '1 Sample Close',
	});
};

const quote: Handler = ({ body }) => {
	const request = body as BillRequest;
	const product = findProduct(request.product_code);
	const cost = costOf(request);
	return ok('Quote generated successfully', {
		product_name: product.name,
		product_code: product.code,
		category: product.category,
		recipient: request.recipient,
		amount: request.amount,
		currency: BILL_CURRENCY,
		source_amount: cost.source_amount,
		source_currency: cost.source_currency,
		fee: '0.00',
		fee_currency: cost.source_currency,
		total: cost.source_amount,
		total_currency: cost.source_currency,
		rate: `1 ${cost.source_currency} = ${cost.rate} ${BILL_CURRENCY}`,
	});
};

const purchase: Handler = ({ world, body, profileId }) => {
	const request = body as BillRequest;
	const product = findProduct(request.product_code);
	if (product.category !== 'voucher' && !request.phone_number) throw invalidField('phone_number', 'is required');
	checkAccountType(product, request.account_type);
	world.mustBeActive(profileId);
	const { source_amount, source_currency } = costOf(request);
	world.balances.hold(profileId, source_currency, new Decimal(source_amount));
	const order = world.billOrders.add({
		id: newHex(24),
		row: world.billOrders.nextRow(profileId, world.clock.now()),
		reference: newId('BILL-', 12),
		recipient: request.recipient,
		amount: request.amount,
		currency: BILL_CURRENCY,
		status: 'pending',
		source_amount,
		source_currency,
		provider_amount: text(new Decimal(request.amount).times('0.99')),
		meta: {},
		created_at: world.stamp(),
		updated_at: world.stamp(),
		category: product.category,
	});
	world.clock.after(ORDER_TIME / 2, () => move(world, order, { status: 'processing' }));
	world.clock.after(ORDER_TIME, () => finish(world, order, product));
	return created('Order created successfully', answer(order));
};

function finish(world: World, order: BillOrder, product: BillProduct): void {
	const { profileId } = order.row;
	const amount = new Decimal(order.source_amount);
	if (order.recipient === BAD_RECIPIENT) {
		world.balances.release(profileId, order.source_currency, amount);
		return move(world, order, { status: 'failed', failure_reason: 'Recipient could not be served' });
	}
	world.balances.spend(profileId, order.source_currency, amount);
	const movement = {
		currency: order.source_currency,
		amount,
		isCredit: false,
		type: 'withdrawals' as const,
		description: `Paid ${product.name}`,
	};
	recordMovement(
		world,
		{ profile_id: profileId, reference: order.reference, sub_description: order.recipient },
		movement,
	);
	move(world, order, { status: 'completed', provider_reference: newId('PRV-', 10) });
}

function move(world: World, order: BillOrder, changes: Partial<BillOrder>): void {
	world.billOrders.change(order, { ...changes, updated_at: world.stamp() }, world.clock.now());
}

/** What the bill costs in the currency it is paid from. */
function costOf({ amount, source_currency = BILL_CURRENCY }: BillRequest) {
	const value = new Decimal(amount);
	if (value.lte(0)) throw invalidField('amount', 'must be greater than zero');
	const currency = knownCurrency(source_currency);
	const price = conversion(currency.code, BILL_CURRENCY);
	return {
		source_amount: text(roundUp(toSource(price, value), currency.decimals)),
		source_currency: currency.code,
		rate: text(price.rate),
	};
}

function findProduct(code: string): BillProduct {
	const product = BILL_PRODUCTS.find((candidate) => candidate.code === code);
	if (!product) throw badRequest('Unknown product code');
	return product;
}

function checkAccountType({ category }: BillProduct, accountType: string | undefined): void {
	if (category === 'electricity' && !accountType) throw invalidField('account_type', 'is required');
}

const answer = (order: BillOrder) => omitEmpty(without(order, 'row', 'category'));

const list: Handler = ({ world, query, profileId }) => {
	const keep = ({ status, category }: BillOrder) =>
		(query.status === undefined || query.status === status) &&
		(query.category === undefined || query.category === category);
	const { rows, pagination } = page(
		listed(world, world.billOrders, profileId, world.forms.otherListsLagMs),
		query,
		keep,
	);
	return ok('Fetched orders successfully', rows.map(answer), pagination);
};

const get: Handler = (call) => {
	const { world, profileId } = call;
	const order = readable(world, world.billOrders, param(call, 'id'), profileId);
	if (!order) throw notFound('Order not found');
	return ok('Fetched order successfully', answer(order));
};

export const billHandlers: Record<string, Handler> = {
	validateBillRecipient: validate,
	quoteBill: quote,
	purchaseBill: purchase,
	listBillOrders: list,
	getBillOrder: get,
};
