import { UNHEARD_OF, type Forms } from '../forms';
import { newHex } from '../ids';
import { Decimal } from '../money';
import type { Quote } from './quote';
import { timelineAt } from './timeline';
import { recordMovement } from './transaction';
import { transferEvent, type Transfer, type TransferPayIn, type TransferStatus } from './transfer';
import type { World } from './world';

/** How long a transfer takes from creation to its end, in emulator milliseconds. */
export const TRANSFER_TIME = 4000;

/** The statuses a quote's transfer walks through, from the one in which this Busha lets it begin. */
export function stepsOf(quote: Quote, first: Forms['firstStatus']): TransferStatus[] {
	if (first === 'completed' || first === 'failed') return [first];
	const steps: TransferStatus[] = first === 'processing' ? [first] : [first, 'processing'];
	if (quote.pay_in.type !== 'balance') steps.push('funds_received');
	if (quote.source_currency !== quote.target_currency) steps.push('funds_converted');
	if (quote.pay_out.type === 'balance') return steps;
	steps.push('outgoing_payment_sent');
	if (willFail(quote)) steps.push('funds_not_delivered', 'funds_refunded');
	else steps.push('funds_delivered');
	return steps;
}

/** Sample destinations that cannot be paid. */
function willFail({ pay_out }: Quote): boolean {
	const { account_number, phone_number } = pay_out.recipient_details ?? {};
	return (
		account_number === '9999999999' ||
		phone_number?.endsWith('9999') === true ||
		pay_out.address?.includes('Fail') === true
	);
}

/** Announces a new transfer and sends it on its way. */
export function start(world: World, transfer: Transfer): void {
	announce(world, transfer);
	if (transfer.steps.length === 1) return settle(world, transfer);
	const timeOf = (index: number) => Math.round((TRANSFER_TIME * index) / (transfer.steps.length - 1));
	const walk = (index: number) => {
		const status = transfer.steps[index];
		if (!status) return;
		world.clock.after(timeOf(index) - timeOf(index - 1), () => {
			enter(world, transfer, status);
			walk(index + 1);
		});
	};
	walk(1);
}

/** What a transfer that fails says about it. */
export const FAILURE = { code: 'invalid_account', message: 'Account details are invalid' };

function enter(world: World, transfer: Transfer, status: TransferStatus): void {
	const now = world.clock.now();
	const timeline = timelineAt(transfer.timeline, transfer.steps, status, now);
	const changes: Partial<Transfer> = { status, timeline, updated_at: world.stamp() };
	if (status === 'funds_received') changes.pay_in = arrived(transfer);
	if (status === 'outgoing_payment_sent' && transfer.pay_out.type === 'address')
		changes.pay_out = { ...transfer.pay_out, blockchain_hash: newHex(64) };
	if (status === 'funds_not_delivered') changes.error = FAILURE;
	world.transfers.change(transfer, changes, now);
	if (transfer.steps[transfer.steps.length - 1] === status) settle(world, transfer);
	announce(world, transfer);
}

/** No webhook carries a status that no documentation knows. */
function announce(world: World, transfer: Transfer): void {
	if (transfer.status !== UNHEARD_OF) world.emit(`transfer.${transfer.status}`, transferEvent(transfer));
}

function arrived({ pay_in }: Transfer): TransferPayIn {
	if (pay_in.type !== 'address') return pay_in;
	const hash = newHex(64);
	return {
		...pay_in,
		blockchain_hash: hash,
		blockchain_url: `https://chain.invalid/tx/${hash}`,
		from_address: 'sample-sender',
	};
}

/** The last step moves the money: what was held is spent or given back, what arrives is credited. */
function settle(world: World, transfer: Transfer): void {
	const { balances } = world;
	const { profile_id, source_currency, target_currency } = transfer;
	const [source, target] = [new Decimal(transfer.source_amount), new Decimal(transfer.target_amount)];
	const fromBalance = transfer.pay_in.type === 'balance';
	if (transfer.status === 'failed') {
		if (fromBalance) balances.release(profile_id, source_currency, source);
		return;
	}
	if (transfer.status === 'funds_refunded') {
		if (fromBalance) return balances.release(profile_id, source_currency, source);
		const [currency, amount] = transfer.refundsSource ? [source_currency, source] : [target_currency, target];
		balances.credit(profile_id, currency, amount);
		return recordMovement(world, transfer, {
			currency,
			amount,
			isCredit: true,
			type: 'deposits',
			description: `Refunded ${currency}`,
		});
	}
	if (fromBalance) {
		balances.spend(profile_id, source_currency, source);
		const type = transfer.pay_out.type === 'balance' ? 'sells' : 'withdrawals';
		recordMovement(world, transfer, {
			currency: source_currency,
			amount: source,
			isCredit: false,
			type,
			description: transfer.description,
		});
	}
	if (transfer.pay_out.type === 'balance') {
		balances.credit(profile_id, target_currency, target);
		const type = source_currency === target_currency ? 'deposits' : 'buys';
		recordMovement(world, transfer, {
			currency: target_currency,
			amount: target,
			isCredit: true,
			type,
			description: transfer.description,
		});
	}
}
