import { newHex } from '../ids';
import { Decimal } from '../money';
import type { Quote } from './quote';
import { timelineAt } from './timeline';
import { recordMovement } from './transaction';
import { transferEvent, type Transfer, type TransferStatus } from './transfer';
import type { World } from './world';

/** How long a transfer takes from creation to its end, in emulator milliseconds. */
export const TRANSFER_TIME = 4000;

/** The statuses a quote's transfer walks through. */
export function stepsOf(quote: Quote): TransferStatus[] {
	const steps: TransferStatus[] = ['pending', 'processing'];
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
	return account_number === '9999999999' || phone_number?.endsWith('9999') === true || pay_out.address?.includes('Fail') === true;
}

/** Announces a new transfer and sends it on its way. */
export function start(world: World, transfer: Transfer): void {
	world.emit('transfer.pending', transferEvent(transfer));
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

function enter(world: World, transfer: Transfer, status: TransferStatus): void {
	const now = world.clock.now();
	transfer.status = status;
	transfer.timeline = timelineAt(transfer.timeline, transfer.steps, status, now);
	transfer.updated_at = world.stamp();
	if (status === 'funds_received') showArrival(transfer);
	if (status === 'outgoing_payment_sent' && transfer.pay_out.type === 'address') transfer.pay_out = { ...transfer.pay_out, blockchain_hash: newHex(64) };
	if (status === 'funds_not_delivered') transfer.error = { code: 'invalid_account', message: 'Account details are invalid' };
	if (transfer.steps[transfer.steps.length - 1] === status) settle(world, transfer);
	world.emit(`transfer.${status}`, transferEvent(transfer));
}

function showArrival(transfer: Transfer): void {
	if (transfer.pay_in.type !== 'address') return;
	const hash = newHex(64);
	transfer.pay_in = { ...transfer.pay_in, blockchain_hash: hash, blockchain_url: `https://chain.invalid/tx/${hash}`, from_address: 'sample-sender' };
}

/** The last step moves the money: what was held is spent or given back, what arrives is credited. */
function settle(world: World, transfer: Transfer): void {
	const { balances } = world;
	const { profile_id, source_currency, target_currency } = transfer;
	const [source, target] = [new Decimal(transfer.source_amount), new Decimal(transfer.target_amount)];
	const fromBalance = transfer.pay_in.type === 'balance';
	if (transfer.status === 'funds_refunded') {
		if (fromBalance) return balances.release(profile_id, source_currency, source);
		const [currency, amount] = transfer.refundsSource ? [source_currency, source] : [target_currency, target];
		balances.credit(profile_id, currency, amount);
		return recordMovement(world, transfer, { currency, amount, isCredit: true, type: 'deposits', description: `Refunded ${currency}` });
	}
	if (fromBalance) {
		balances.spend(profile_id, source_currency, source);
		const type = transfer.pay_out.type === 'balance' ? 'sells' : 'withdrawals';
		recordMovement(world, transfer, { currency: source_currency, amount: source, isCredit: false, type, description: transfer.description });
	}
	if (transfer.pay_out.type === 'balance') {
		balances.credit(profile_id, target_currency, target);
		const type = source_currency === target_currency ? 'deposits' : 'buys';
		recordMovement(world, transfer, { currency: target_currency, amount: target, isCredit: true, type, description: transfer.description });
	}
}
