import { type Progress, progress } from '../../nodes/Busha/money/status';

const balance = { type: 'balance' };
const bank = { type: 'bank_transfer' };

test.each<[string, string, object, Progress]>([
	['a new payout', 'pending', { pay_out: bank }, 'going'],
	['a payout that was sent', 'outgoing_payment_sent', { pay_out: bank }, 'going'],
	['a payout that arrived', 'funds_delivered', { pay_out: bank }, 'done'],
	['a payout that the bank refused', 'funds_not_delivered', { pay_out: bank }, 'failed'],
	['a refund', 'funds_refunded', { pay_out: bank }, 'failed'],
	['a reversal', 'reverse_fund_conversion', {}, 'failed'],
	['a reversed transfer', 'reversed', {}, 'failed'],
	['a cancelled transfer', 'cancelled', {}, 'failed'],
	['a failed transfer', 'failed', {}, 'failed'],
	['a completed transfer', 'completed', { pay_out: bank }, 'done'],
	['a conversion', 'funds_converted', { pay_out: balance }, 'done'],
	['a conversion on its way to a bank', 'funds_converted', { pay_out: bank }, 'going'],
	['a deposit', 'funds_received', {}, 'done'],
	['a deposit that is converted next', 'funds_received', { target_currency: 'USDT' }, 'going'],
	['a deposit that is paid out next', 'funds_received', { pay_out: bank }, 'going'],
	['a status that is not known', 'on_holiday', {}, 'going'],
])('%s (%s) counts as it should', (_name, status, more, expected) => {
	expect(progress({ id: 'TRF_1', status, source_currency: 'NGN', target_currency: 'NGN', ...more })).toBe(expected);
});
