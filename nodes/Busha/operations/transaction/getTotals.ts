import { rowsOf } from '../../api/list';
import { isBounded, tellsTime } from '../../api/period';
import { onBehalfOf } from '../../fields/customer';
import { define } from '../operation';
import { choiceOf, filters, HISTORY, queryOf, type Transaction } from './history';
import { addUp, refuse, type Total } from './totals';

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
		for await (const entry of rowsOf<Transaction>(api, HISTORY, queryOf(wanted), choiceOf(wanted, refuse))) {
			if (isBounded(wanted) && !tellsTime(entry)) refuse(entry, 'time (created_at)');
			addUp(totals, entry);
		}
		return [...totals.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
	},
});
