import { currency } from '../../fields/currency';
import { onBehalfOf } from '../../fields/customer';
import { amountFields, reference } from '../../fields/payment';
import { paymentOptions } from '../../fields/paymentOptions';
import { fundsSuffice } from '../../money/funds';
import { movesMoney } from '../../fields/notice';
import { orderOf } from '../../money/order';
import { pay, settles } from '../../money/payment';
import { output } from '../../money/reported';
import { define } from '../operation';
import { simpleTransfer } from '../transfer/simple';

const balance = { type: 'balance' };

/** Follows {@link https://docs.busha.io/api-reference/quotes/create-a-new-quote}. */
export const convert = define({
	resource: 'transaction',
	operation: 'convert',
	name: 'Convert',
	action: 'Convert between balances',
	description: 'Exchange money of one balance into another currency',
	effect: 'money',
	fields: [
		movesMoney,
		onBehalfOf,
		currency('sourceCurrency', 'Source Currency', { description: 'The currency that is sold' }),
		currency('targetCurrency', 'Target Currency', { description: 'The currency that is bought' }),
		...amountFields,
		reference,
		paymentOptions,
	],
	simple: simpleTransfer,
	before: fundsSuffice,
	settles,
	run: async (item) => output(await pay(item, orderOf('convert', item.input, { pay_in: balance, pay_out: balance }))),
});
