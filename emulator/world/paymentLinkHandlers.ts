import { badRequest, invalidField, notFound } from '../errors';
import { newId } from '../ids';
import { Decimal } from '../money';
import { page } from '../paging';
import { withoutRow } from './collection';
import { knownCurrency } from './currencies';
import { omitEmpty } from './omit';
import type { LinkRequest, Meta, PaymentLink } from './paymentLink';
import { created, ok, param, type Call, type Handler } from './world';

const META_FIELDS = [
	'require_extra_info',
	'images',
	'logo',
	'allow_customer_amount',
	'amount_limit',
	'allow_quantity_selection',
	'customer_email',
	'customer_name',
	'due_date',
	'note',
	'items',
] as const satisfies ReadonlyArray<keyof Meta>;
const INVOICE_FIELDS = ['customer_email', 'customer_name', 'due_date', 'note', 'items'] as const;

const create: Handler = ({ world, body, profileId }) => {
	const { dry_run, ...request } = body as LinkRequest;
	checkAmounts(request);
	if (request.fixed && !request.target_amount && !request.quote_amount)
		throw badRequest('A fixed link needs target_amount, or quote_amount with quote_currency');
	const stray = request.type === 'invoice' ? undefined : INVOICE_FIELDS.find((field) => request[field] !== undefined);
	if (stray) throw invalidField(stray, 'is for invoices only');
	const id = newId('', 12);
	const link: PaymentLink = {
		id,
		row: world.paymentLinks.nextRow(profileId, world.clock.now()),
		profile_id: profileId,
		link: id,
		...withoutMeta(request),
		type: request.type ?? 'payment_link',
		status: request.type === 'invoice' ? 'draft' : 'active',
		meta: metaOf(request),
		created_at: world.stamp(),
		updated_at: world.stamp(),
	};
	if (!dry_run) world.paymentLinks.add(link);
	return created('Payment link created successfully', answer(link));
};

const update: Handler = (call) => {
	const link = findLink(call);
	const request = call.body as Partial<LinkRequest>;
	checkAmounts({ ...link, ...request });
	Object.assign(link, withoutMeta(request), {
		meta: { ...link.meta, ...metaOf(request) },
		updated_at: call.world.stamp(),
	});
	return ok('Payment link updated successfully', answer(link));
};

/** Either a target amount or a fiat-denominated one, positive, in known currencies. */
function checkAmounts({
	target_currency,
	target_amount,
	quote_amount,
	quote_currency,
}: Pick<LinkRequest, 'target_currency' | 'target_amount' | 'quote_amount' | 'quote_currency'>): void {
	knownCurrency(target_currency);
	if (target_amount && quote_amount) throw badRequest('Give either target_amount or quote_amount, not both');
	if (Boolean(quote_amount) !== Boolean(quote_currency))
		throw badRequest('quote_amount and quote_currency belong together');
	if (quote_currency) knownCurrency(quote_currency);
	for (const [field, amount] of [
		['target_amount', target_amount],
		['quote_amount', quote_amount],
	] as const) {
		if (amount && (!/^\d+(\.\d+)?$/.test(amount) || new Decimal(amount).lte(0)))
			throw invalidField(field, 'must be a positive decimal string');
	}
}

const metaOf = (request: Meta): Meta =>
	omitEmpty(Object.fromEntries(META_FIELDS.map((field) => [field, request[field]])));

function withoutMeta<T extends Meta>(request: T): Omit<T, keyof Meta> {
	const rest: T = { ...request };
	for (const field of META_FIELDS) delete rest[field];
	return rest;
}

const answer = (link: PaymentLink) => omitEmpty(withoutRow(link));

const list: Handler = ({ world, query, profileId }) => {
	const text = typeof query.q === 'string' ? query.q.toLowerCase() : '';
	const statuses = query.status as string[] | undefined;
	const types = query.type as string[] | undefined;
	const keep = ({ name, title, description, status, type = 'payment_link' }: PaymentLink) =>
		(statuses ? statuses.includes(status) : status !== 'deleted') &&
		(!types || types.includes(type)) &&
		`${name}\n${title}\n${description}`.toLowerCase().includes(text);
	const { rows, pagination } = page(world.paymentLinks.rows(profileId), query, keep);
	return ok('Fetched payment links successfully', rows.map(answer), pagination);
};

const get: Handler = (call) => ok('Fetched payment link successfully', answer(findLink(call)));

/** A link of the profile, deleted ones included. */
export function findLink(call: Call): PaymentLink {
	const link = call.world.paymentLinks.find(param(call, 'id'), call.profileId);
	if (!link) throw notFound('Payment link not found');
	return link;
}

function moveTo(call: Call, status: PaymentLink['status']): PaymentLink {
	return Object.assign(findLink(call), { status, updated_at: call.world.stamp() });
}

const remove: Handler = (call) => {
	if (findLink(call).status === 'deleted') throw notFound('Payment link not found');
	return ok('Payment link deleted successfully', answer(moveTo(call, 'deleted')));
};

const activate: Handler = (call) => {
	const { type, status } = findLink(call);
	if (type !== 'invoice') throw badRequest('Only invoices can be activated');
	if (status !== 'draft') throw badRequest(`An invoice that is ${status} cannot be activated`);
	return ok('Invoice activated successfully', answer(moveTo(call, 'active')));
};

export const paymentLinkHandlers: Record<string, Handler> = {
	createPaymentLink: create,
	updatePaymentLink: update,
	listPaymentLinks: list,
	getPaymentLink: get,
	deletePaymentLink: remove,
	activatePaymentLink: activate,
};
