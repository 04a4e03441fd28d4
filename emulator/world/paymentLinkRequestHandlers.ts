import { badRequest, notFound } from '../errors';
import { page } from '../paging';
import { findLink } from './paymentLinkHandlers';
import type { CreateRequest, PaymentRequest } from './paymentRequest';
import { addPaymentRequest, requestAnswer } from './paymentRequestHandlers';
import { created, ok, param, type Handler } from './world';

type LinkPayment = Omit<CreateRequest, 'additional_info' | 'target_currency'> & {
	requested_info?: Record<string, string>;
};

const list: Handler = (call) => {
	const link = findLink(call);
	const { world, query, profileId } = call;
	const keep = ({ source_id, status }: PaymentRequest) =>
		source_id === link.id && (query.status === undefined || query.status === status);
	const { rows, pagination } = page(world.paymentRequests.rows(profileId), query, keep);
	return ok('Fetched payment requests successfully', rows.map(requestAnswer), pagination);
};

/** Anyone with the link may pay, so it is found whoever's it is. */
const create: Handler = (call) => {
	const { world, body } = call;
	const link = world.paymentLinks.byId.get(param(call, 'id'));
	if (!link) throw notFound('Payment link not found');
	if (link.status !== 'active') throw badRequest('Payment link is not active');
	const { requested_info = {}, ...payment } = body as LinkPayment;
	const { email = 'payer@sample.invalid', name } = requested_info;
	const fixed = link.target_amount ?? undefined;
	const request = addPaymentRequest(
		world,
		link.profile_id,
		{
			...payment,
			...(fixed === undefined ? {} : { target_amount: fixed, source_amount: undefined, quote_amount: undefined }),
			target_currency: link.target_currency,
			additional_info: { email, name },
		},
		link.id,
	);
	return created('Created payment request successfully', requestAnswer(request));
};

export const paymentLinkRequestHandlers: Record<string, Handler> = {
	listPaymentLinkRequests: list,
	createPaymentLinkRequest: create,
};
