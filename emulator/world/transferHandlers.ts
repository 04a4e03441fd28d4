import { notFound } from '../errors';
import { newId } from '../ids';
import { page } from '../paging';
import { timestamp } from '../timestamps';
import { MEMO_NETWORKS, sampleAddress } from './currencies';
import type { Quote } from './quote';
import { acceptQuote } from './quoteLife';
import { emptyTimeline } from './timeline';
import { transferAnswer, type Transfer, type TransferPayIn } from './transfer';
import { FAILURE, start, stepsOf } from './transferFlow';
import { listed, readable } from './visibility';
import { created, ok, param, type Handler } from './world';

const BANK_ACCOUNT_LIFETIME = 30 * 60_000;
const ADDRESS_LIFETIME = 60 * 60_000;

const create: Handler = ({ world, body, profileId }) => {
	world.mustBeActive(profileId);
	const quote = acceptQuote(world, profileId, (body as { quote_id: string }).quote_id);
	const now = world.clock.now();
	const id = newId('TRF_', 12);
	const status = world.forms.firstStatus;
	const transfer: Transfer = {
		id,
		row: world.transfers.nextRow(profileId, now),
		profile_id: profileId,
		quote_id: quote.id,
		reference: quote.reference,
		...describe(quote),
		source_currency: quote.source_currency,
		target_currency: quote.target_currency,
		source_amount: quote.source_amount,
		target_amount: quote.target_amount,
		rate: quote.rate,
		fees: quote.fees,
		pay_in: payInOf(quote, id, now),
		pay_out: quote.pay_out,
		status,
		timeline: emptyTimeline(),
		created_at: world.stamp(),
		updated_at: world.stamp(),
		...(status === 'failed' && { error: FAILURE }),
		steps: stepsOf(quote, status),
		refundsSource: quote.reversal_policy === 'conversion_only',
	};
	world.transfers.add(transfer);
	start(world, transfer);
	return created('Created transfer successfully', transferAnswer(transfer, world.forms));
};

function describe({ source_currency, target_currency, rate, pay_in, pay_out }: Quote) {
	if (source_currency !== target_currency) {
		const bought = rate.side === 'buy';
		const words = bought
			? [`Bought ${target_currency}`, `With ${source_currency}`]
			: [`Sold ${source_currency}`, `For ${target_currency}`];
		const category = pay_in.type === 'balance' && pay_out.type === 'balance' ? ('conversion' as const) : rate.side;
		return { description: words[0] as string, sub_description: words[1], trade: rate.side, category };
	}
	if (pay_out.type === 'balance') return { description: `Deposited ${source_currency}`, category: 'deposit' as const };
	return { description: `Sent ${target_currency}`, category: 'withdrawal' as const };
}

/** What the payer must know: account or address, and until when it lives. */
function payInOf(
	{ pay_in: { phone, ...leg }, source_currency }: Quote,
	transferId: string,
	now: number,
): TransferPayIn {
	if (leg.type === 'address') {
		const network = leg.network as string;
		const memo = MEMO_NETWORKS.has(network) ? { memo: String(100_000 + (now % 900_000)) } : {};
		return {
			...leg,
			address: sampleAddress(network, transferId),
			...memo,
			expires_at: timestamp(now + ADDRESS_LIFETIME),
		};
	}
	if (leg.type === 'temporary_bank_account') {
		const account_number = String((now % 9_000_000_000) + 1_000_000_000);
		const recipient_details = {
			account_name: 'SAMPLE COLLECTIONS',
			account_number,
			bank_name: 'SAMPLE BANK',
			bank_code: '099999',
			email: 'owner@sample.invalid',
		};
		return { ...leg, recipient_details, expires_at: timestamp(now + BANK_ACCOUNT_LIFETIME) };
	}
	if (leg.type === 'mobile_money') {
		return {
			...leg,
			recipient_details: { phone_number: phone, account_name: `SAMPLE ${source_currency} PAYER` },
			expires_at: timestamp(now + BANK_ACCOUNT_LIFETIME),
		};
	}
	return leg;
}

const dayOf = ({ created_at }: Transfer): string => created_at.slice(0, 10);

const list: Handler = ({ world, query, profileId }) => {
	const blind = query.quote_id !== undefined && world.lookups.blinds('transfer', world.clock.now());
	const { id, status: statuses, start_date, end_date, includes_step: steps } = query;
	const exact = (['quote_id', 'source_currency', 'target_currency'] as const).filter(
		(name) => query[name] !== undefined,
	);
	const keep = (transfer: Transfer) =>
		exact.every((name) => transfer[name] === query[name]) &&
		(id === undefined || transfer.id === id) &&
		(statuses === undefined || (statuses as string[]).includes(transfer.status)) &&
		(start_date === undefined || dayOf(transfer) >= String(start_date)) &&
		(end_date === undefined || dayOf(transfer) <= String(end_date)) &&
		(steps === undefined ||
			transfer.timeline.events.some(({ status, done }) => done && (steps as string[]).includes(status))) &&
		// Nobody was referred here.
		query.referred !== true;
	const rows = blind ? [] : listed(world, world.transfers, profileId, world.forms.transfersLagMs);
	const found = page(rows, query, keep);
	return ok(
		'Fetched transfers successfully',
		found.rows.map((transfer) => transferAnswer(transfer, world.forms)),
		found.pagination,
	);
};

const get: Handler = (call) => {
	const { world, profileId } = call;
	const transfer = readable(world, world.transfers, param(call, 'id'), profileId);
	if (!transfer) throw notFound('Transfer not found');
	return ok('Fetched transfer successfully', transferAnswer(transfer, world.forms));
};

export const transferHandlers: Record<string, Handler> = {
	createTransfer: create,
	listTransfers: list,
	getTransfer: get,
};
