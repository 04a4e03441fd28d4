import { badRequest, invalidField, unavailable, notFound } from '../errors';
import { Decimal } from '../money';
import { addressPattern, knownCurrency, knownNetwork, type Currency } from './currencies';
import type { PayIn, PayOut, QuoteRequest } from './quote';
import { detailsOf, type Recipient } from './recipient';
import { USER } from './userHandlers';
import type { World } from './world';

/** Currencies that can be paid in by mobile money. */
const MOBILE_MONEY = new Set(['KES']);
/** Currencies with temporary bank accounts. */
const BANK_DEPOSIT = new Set(['NGN']);

/** Everything about a quote that is checked before it is priced; resolves currencies and the payout's recipient. */
export function checkQuote(world: World, profileId: string, request: QuoteRequest, payIn: PayIn, payOut: PayOut) {
	const source = knownCurrency(request.source_currency);
	const target = knownCurrency(request.target_currency);
	checkAmounts(request, source, target);
	if (payIn.type === 'balance' && payOut.type === 'balance' && source === target)
		throw badRequest('Source and target currency must differ');
	checkPayIn(payIn, source, target);
	if (source.type === 'fiat' && payIn.type === 'balance' && payOut.type === 'address') {
		throw badRequest('Sending a fiat balance to an external crypto address is not supported');
	}
	return { source, target, payOut: checkPayOut(world, profileId, payOut, target) };
}

/** Exactly one form of amount (the file says so already), positive, and with no more places than the currency has. */
export function checkAmounts(request: QuoteRequest, source: Currency, target: Currency): void {
	const forms = [request.source_amount, request.target_amount, request.quote_amount ?? request.quote_currency];
	if (forms.filter((form) => form !== undefined).length !== 1) {
		throw badRequest('Give exactly one of source_amount, target_amount, or quote_currency with quote_amount');
	}
	checkAmount('source_amount', request.source_amount, source);
	checkAmount('target_amount', request.target_amount, target);
	if (request.quote_amount === undefined || request.quote_currency === undefined) return;
	const reference = knownCurrency(request.quote_currency);
	if (reference.type !== 'fiat') throw invalidField('quote_currency', 'must be a fiat currency');
	if (source.type !== 'crypto')
		throw invalidField('source_currency', 'must be a crypto currency when quote_currency is given');
	checkAmount('quote_amount', request.quote_amount, reference);
}

function checkAmount(field: string, amount: string | undefined, currency: Currency): void {
	if (amount === undefined) return;
	const value = new Decimal(amount);
	if (value.lte(0)) throw invalidField(field, 'must be greater than zero');
	if (!value.round(currency.decimals).eq(value))
		throw invalidField(field, `must have at most ${currency.decimals} decimal places`);
}

function checkPayIn(payIn: PayIn, source: Currency, target: Currency): void {
	if (payIn.type === 'address') {
		if (source.type !== 'crypto') throw badRequest(`Crypto deposits are not supported for ${source.code}`);
		if (!payIn.network) throw invalidField('pay_in.network', 'is required');
		knownNetwork(source, payIn.network);
		if (target.type === 'fiat' && !source.rampSell) throw unavailable(`${source.code} is not enabled for this ramp`);
	}
	if (payIn.type === 'temporary_bank_account' && !BANK_DEPOSIT.has(source.code)) {
		throw badRequest(`temporary_bank_account is not supported for ${source.code}`);
	}
	if (payIn.type === 'mobile_money') checkMobileMoney(payIn, source);
}

/** Whoever pays by mobile money is found by a Kenyan phone number. */
export function checkMobileMoney({ phone }: PayIn, source: Currency): void {
	if (!MOBILE_MONEY.has(source.code)) throw badRequest(`mobile_money is not supported for ${source.code}`);
	if (!/^\+254 ?\d{9}$/.test(phone ?? ''))
		throw invalidField('pay_in.phone', 'must be a Kenyan phone number, like +254 700000001');
}

function checkPayOut(world: World, profileId: string, payOut: PayOut, target: Currency): PayOut {
	if (payOut.type === 'balance') return payOut;
	if (payOut.type === 'address') return checkCryptoPayOut(world, payOut, target);
	if (target.type !== 'fiat') throw badRequest(`${payOut.type} is not supported for ${target.code}`);
	if (!payOut.recipient_id) throw invalidField('pay_out.recipient_id', 'is required');
	// Who ignores the profile header does not ask whose recipient it is.
	const recipient = world.forms.ignoresProfile.includes('quotes')
		? world.recipients.byId.get(payOut.recipient_id)
		: world.recipients.find(payOut.recipient_id, profileId);
	if (!recipient) throw notFound('Recipient not found');
	if (!isPaidBy(payOut.type, recipient)) throw badRequest(`Recipient cannot be paid by ${payOut.type}`);
	if (recipient.currency !== target.code) throw badRequest(`Recipient cannot receive ${target.code}`);
	checkPapers(payOut, target, profileId === world.businessId);
	const { type, narration, payment_invoice_url } = payOut;
	return {
		type,
		recipient_id: recipient.id,
		recipient_details: detailsOf(recipient),
		...(narration === undefined ? {} : { narration }),
		...(payment_invoice_url === undefined ? {} : { payment_invoice_url }),
	};
}

function isPaidBy(type: PayOut['type'], { type: kind, category }: Recipient): boolean {
	if (type === 'paybill' || type === 'till') return kind === type;
	return type === 'bank_transfer'
		? category === 'bank'
		: category === 'mobile_money' && kind !== 'paybill' && kind !== 'till';
}

/** Bank payouts in dollars need a narration, and those of a business an invoice. */
function checkPapers({ type, narration, payment_invoice_url }: PayOut, target: Currency, isBusiness: boolean): void {
	if (type !== 'bank_transfer' || target.code !== 'USD') return;
	if (!narration) throw invalidField('pay_out.narration', 'is required');
	if (isBusiness && !payment_invoice_url) throw invalidField('pay_out.payment_invoice_url', 'is required');
}

/** A user of Busha can be paid by an e-mail address. */
const isCustomer = (world: World, address = ''): boolean => world.customerByEmail.has(address.toLowerCase());

function checkCryptoPayOut(world: World, payOut: PayOut, target: Currency): PayOut {
	if (payOut.address === USER || isCustomer(world, payOut.address)) return payOut;
	if (target.type !== 'crypto') throw badRequest(`${target.code} cannot be sent to a crypto address`);
	if (!payOut.network) throw invalidField('pay_out.network', 'is required');
	if (!payOut.address) throw invalidField('pay_out.address', 'is required');
	const { code } = knownNetwork(target, payOut.network);
	if (!addressPattern(code).test(payOut.address))
		throw invalidField('pay_out.address', `is not a valid ${code} address`);
	return payOut;
}
