import type { IDataObject } from 'n8n-workflow';

import { BushaError } from '../../api/failure';
import { list } from '../../api/list';
import { makeOnce } from '../../once/makeOnce';
import { compare, isDecimal } from '../../fields/decimal';
import { paysBill } from '../../fields/notice';
import { define } from '../operation';
import {
	accountType,
	billAmount,
	billRecipient,
	businessOnly,
	category,
	phoneNumber,
	productCode,
	sourceCurrency,
} from './fields';

interface Order extends IDataObject {
	id: string;
	recipient?: string;
	amount?: string;
	product_code?: string;
}

/** Orders that were made while this one was under way are among the newest. */
const NEWEST = { limit: 100 };

const FAILED: readonly unknown[] = ['cancelled', 'failed'];

/** An order that has failed at once bought nothing. */
function failureOf({ id, status, failure_reason: reason }: Order): BushaError | undefined {
	if (!FAILED.includes(status)) return undefined;
	const said = typeof reason === 'string' ? reason : String(status);
	return new BushaError({
		outcome: 'rejected',
		message: `The order ${id} failed: ${said}`,
		advice: 'Correct the cause, check the balance, and buy it again.',
	});
}

/** Follows {@link https://docs.busha.io/api-reference/bill/purchase-a-bill}. */
export const purchaseBill = define({
	resource: 'bill',
	operation: 'purchase',
	name: 'Purchase',
	action: 'Purchase bill',
	description: 'Buy airtime, data, electricity, cable, betting credit or a voucher. The money is taken at once.',
	effect: 'money',
	fields: [
		paysBill,
		businessOnly,
		category,
		productCode,
		billRecipient,
		billAmount,
		accountType,
		phoneNumber,
		sourceCurrency,
	],
	run: async (item) => {
		const { api, input } = item;
		const body = {
			product_code: input.productCode,
			recipient: input.recipient,
			amount: input.amount,
			account_type: input.accountType,
			phone_number: input.phoneNumber,
			source_currency: input.sourceCurrency,
		};
		const same = ({ recipient, amount, product_code: product = input.productCode }: Order): boolean =>
			recipient === input.recipient &&
			product === input.productCode &&
			isDecimal(amount) &&
			compare(amount, input.amount) === 0;
		const { value, replayed } = await makeOnce<Order>(item, {
			call: { path: '/v1/bill/purchase', body, effect: 'money' },
			finding: {
				alike: async () =>
					(await list<Order>(api, '/v1/bill/orders', { category: input.category }, NEWEST)).filter(same),
				noun: 'order',
				failureOf,
			},
		});
		return replayed ? { ...value, replayed } : value;
	},
});
