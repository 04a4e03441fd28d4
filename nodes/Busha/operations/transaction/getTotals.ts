import { rowsOf } from '../../api/list';
import { isBounded, tellsTime } from '../../api/period';
import { onBehalfOf } from '../../fields/customer';
import { Recent } from '../../once/recent';
import { define } from '../operation';
import { choiceOf, filters, HISTORY, queryOf, type Transaction } from './history';
import { addUp, refuse, type Total } from './totals';

/** Entries that are made while a list is read push others onto the next page, where they come a second time. */
const REMEMBERED = 1_000;

/** Follows {@link https://docs.busha.io/api-reference/transactions/list-transactions}. */
export const getTotals = define({
	resource: 'transaction',
	operation: 'getTotals',
	name: 'Get Totals',
	action: 'Get totals of transactions',
	description:
		'Add up what came in and what went out, one item for each currency. All statuses count unless you filter.',
	effect: 'read',
	fields: [onBehalfOf, filters],
	run: async ({ api, input: { filters: wanted } }) => {
		const totals = new Map<string, Total>();
		const seen = new Recent<string, true>(REMEMBERED);
		for await (const entry of rowsOf<Transaction>(api, HISTORY, queryOf(wanted), choiceOf(wanted, refuse))) {
			if (isBounded(wanted) && !tellsTime(entry)) refuse(entry, 'time (created_at)');
			const { id, currency, is_credit, amount, type, created_at } = entry;
			const key = JSON.stringify([id, currency, is_credit, amount, type, created_at]);
			if (typeof id === 'string' && id !== '' && seen.has(key)) continue;
			seen.set(key, true);
			addUp(totals, entry);
		}
		return [...totals.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
	},
});
