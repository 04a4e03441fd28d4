import { badRequest, invalidField, notFound } from '../errors';
import { newId } from '../ids';
import { Decimal } from '../money';
import { page } from '../paging';
import { timestamp } from '../timestamps';
import { knownCurrency, knownNetwork, sampleAddress, type Currency } from './currencies';
import { omitEmpty, without } from './omit';
import { priceQuote } from './pricing';
import type { CreateRequest, PaymentRequest } from './paymentRequest';
import type { PayIn } from './quote';
import { checkMobileMoney } from './quoteRules';
import { emptyTimeline, timelineAt } from './timeline';
import { recordMovement } from './transaction';
import type { TransferPayIn, TransferStatus } from './transfer';
import { created, ok, param, type Handler, type World } from './world';

const DAY = 24 * 60 * 60_000;
const LIFETIME = 60 * 60_000;
const PAYMENT_TIME = 4000;
const STEPS: TransferStatus[] = ['pending', 'funds_received', 'funds_converted'];
/** A payer of this name never pays, so that the request expires. */
const NON_PAYER = 'Nobody';
/** What a payer who pays from a Busha balance has to confirm with. */
const CODE = '123456';

const create: Handler = ({ world, body, profileId }) => {
	const { dry_run, ...request } = body as CreateRequest;
	return created(
		'Created payment request successfully',
		requestAnswer(addPaymentRequest(world, profileId, request, undefined, dry_run)),
	);
};

/** Makes a payment request, and plays its payer unless it is only computed. `linkId` names the link that it came through. */
export function addPaymentRequest(
	world: World,
	profileId: string,
	request: CreateRequest,
	linkId?: string,
	dryRun = false,
): PaymentRequest {
	if (!request.additional_info.email) throw invalidField('additional_info.email', 'is required');
	const source = knownCurrency(request.source_currency);
	const target = knownCurrency(request.target_currency);
	checkAmount(request);
	const payIn = checkPayIn(request.pay_in, source);
	const price = priceQuote(request, source, target, payIn, { type: 'balance' });
	if ((source.code === 'USDT' || source.code === 'USDC') && new Decimal(price.source_amount).lt(5))
		throw badRequest(`Amount is below the minimum 5 ${source.code}`);
	const id = newId('PAYR_', 11);
	const now = world.clock.now();
	const paymentRequest: PaymentRequest = {
		id,
		row: world.paymentRequests.nextRow(profileId, now),
		status: 'pending',
		reference: request.reference || id,
		...price,
		source_currency: source.code,
		target_currency: target.code,
		additional_info: request.additional_info,
		type: linkId !== undefined && world.paymentLinks.byId.get(linkId)?.type === 'invoice' ? 'invoice' : 'checkout',
		source_id: linkId,
		code: payIn.type === 'balance' ? CODE : undefined,
		merchant_info: { name: 'Sample Store', email: 'owner@sample.invalid' },
		pay_in: payInAnswer(payIn, id, now),
		timeline: emptyTimeline(),
		created_at: world.stamp(),
		updated_at: world.stamp(),
		expires_at: timestamp(now + LIFETIME),
	};
	if (!dryRun) start(world, world.paymentRequests.add(paymentRequest));
	return paymentRequest;
}

function checkAmount({ source_amount, target_amount, quote_amount, quote_currency }: CreateRequest): void {
	const given = Object.entries({ source_amount, target_amount, quote_amount }).filter(
		([, amount]) => amount !== undefined,
	);
	if (given.length !== 1)
		throw badRequest('Give exactly one of source_amount, target_amount, or quote_currency with quote_amount');
	for (const [field, amount] of given)
		if (new Decimal(amount as string).lte(0)) throw invalidField(field, 'must be greater than zero');
	if ((quote_amount === undefined) !== (quote_currency === undefined))
		throw badRequest('quote_amount and quote_currency belong together');
}

function checkPayIn(payIn: PayIn | undefined, source: Currency): PayIn {
	const network = source.networks[0]?.code;
	const leg: PayIn = payIn ?? (network ? { type: 'address', network } : { type: 'temporary_bank_account' });
	if (leg.type === 'address') knownNetwork(source, leg.network ?? '');
	else if (leg.type === 'temporary_bank_account' && source.type !== 'fiat')
		throw badRequest(`temporary_bank_account is not supported for ${source.code}`);
	else if (leg.type === 'mobile_money') checkMobileMoney(leg, source);
	else if (leg.type === 'direct_debit' && !leg.recipient_id) throw invalidField('pay_in.recipient_id', 'is required');
	return leg;
}

function payInAnswer(payIn: PayIn, id: string, now: number): TransferPayIn {
	const leg = without(payIn, 'phone');
	const expires_at = timestamp(now + LIFETIME);
	if (leg.type === 'address') return { ...leg, address: sampleAddress(leg.network as string, id), expires_at };
	if (leg.type !== 'temporary_bank_account') return leg;
	return {
		...leg,
		recipient_details: { account_name: 'SAMPLE COLLECTIONS', account_number: '0000000001', bank_name: 'SAMPLE BANK' },
		expires_at,
	};
}

/** The emulator plays the payer: pays soon, or lets the time run out. */
function start(world: World, request: PaymentRequest): void {
	announce(world, request, 'pending');
	if (request.additional_info.name === NON_PAYER)
		return world.clock.after(LIFETIME, () => announce(world, request, 'expired'));
	if (request.code === undefined) paySoon(world, request);
}

function paySoon(world: World, request: PaymentRequest): void {
	world.clock.after(PAYMENT_TIME / 2, () => {
		request.timeline = timelineAt(request.timeline, STEPS, 'funds_received', world.clock.now());
		announce(world, request, 'processing');
	});
	world.clock.after(PAYMENT_TIME, () => {
		request.timeline = timelineAt(request.timeline, STEPS, 'funds_converted', world.clock.now());
		receive(world, request);
		announce(world, request, 'completed');
	});
}

function receive(world: World, { row, target_currency: currency, target_amount, reference }: PaymentRequest): void {
	const { profileId } = row;
	const amount = new Decimal(target_amount);
	world.balances.credit(profileId, currency, amount);
	recordMovement(
		world,
		{ profile_id: profileId, reference },
		{ currency, amount, isCredit: true, type: 'deposits', description: 'Payment received' },
	);
}

function announce(world: World, request: PaymentRequest, status: PaymentRequest['status']): void {
	request.status = status;
	request.updated_at = world.stamp();
	world.emit(`payment_request.${status}`, requestAnswer(request));
}

/** A payment request as it is answered. */
export const requestAnswer = (request: PaymentRequest) => omitEmpty(without(request, 'row', 'code'));

const list: Handler = ({ world, query, profileId }) => {
	const { id, q, status, asset, type, start_time, end_time } = query as Record<string, string | undefined>;
	const keep = (request: PaymentRequest) =>
		(id === undefined || id === request.id) &&
		(q === undefined || `${request.id} ${request.reference} ${request.additional_info.email}`.includes(q)) &&
		(status === undefined || status === request.status) &&
		(type === undefined || type === request.type) &&
		(asset === undefined || asset === request.source_currency) &&
		(start_time === undefined || request.row.at >= Date.parse(start_time)) &&
		(end_time === undefined || request.row.at < Date.parse(end_time) + DAY);
	const { rows, pagination } = page(world.paymentRequests.rows(profileId), query, keep);
	return ok('Fetched payment requests successfully', rows.map(requestAnswer), pagination);
};

const finalize: Handler = (call) => {
	const request = call.world.paymentRequests.byId.get(param(call, 'id'));
	if (!request) throw notFound('Payment request not found');
	if (request.status !== 'pending' || request.code === undefined) throw badRequest('Nothing is to be confirmed');
	if ((call.body as { code?: string }).code !== request.code) throw invalidField('code', 'is not right');
	request.code = undefined;
	paySoon(call.world, request);
	return ok('Payment request finalized successfully', requestAnswer(request));
};

const get: Handler = (call) => {
	const request = call.world.paymentRequests.byId.get(param(call, 'id'));
	if (!request) throw notFound('Payment request not found');
	return ok('Fetched payment request successfully', requestAnswer(request));
};

export const paymentRequestHandlers: Record<string, Handler> = {
	createPaymentRequest: create,
	listPaymentRequests: list,
	getPaymentRequest: get,
	finalizePaymentRequest: finalize,
};
