import { campaign } from '../../faults/campaign';
import { httpRequestNodes, simpleLoop } from '../peers/otherPayers';
import type { Scenario } from '../result';

const SEED = 1;
const PAYERS = [
	['Busha (this package)', undefined],
	['Two HTTP Request nodes (all items at once)', httpRequestNodes],
	['A loop as in Stripe’s node (one item after the other)', simpleLoop],
] as const;

/** The same schedules of faults with each payer: the table of the README. */
export const safety: Scenario = {
	name: 'safety',
	run: async (quick) => {
		const schedules = quick ? 20 : 100;
		const rows: string[][] = [];
		let own = NaN;
		for (const [name, payer] of PAYERS) {
			const seen = await campaign({ first: SEED, count: schedules, draw: 'simple', payer });
			const { duplicates, lost, falseReports, unreported } = seen;
			if (!payer) own = duplicates + lost + falseReports + unreported;
			rows.push([name, ...[duplicates, lost + unreported, falseReports].map(String)]);
		}
		return {
			title: `Payments while connections break: ${schedules} schedules from seed ${SEED}`,
			about:
				'Random runs of up to 20 payments, with and without Retry On Fail and a second execution, in which connections break, answers get lost, quotes expire and Busha is overloaded. Busha’s books are compared with what each payer reported. The other two are rebuilt as small nodes that go through their items as the originals do, so that they can be stopped and resumed at the same moments: the errors of the real HTTP Request node hold open connections, which a saved execution of this campaign cannot, and the real node for Stripe pays in one request of its own, which Busha’s books know nothing of. The real nodes are in the comparison before this one.',
			columns: ['', 'paid twice', 'not reported', 'reported wrongly'],
			rows,
			targets: [{ target: 'nothing paid twice, lost or reported wrongly', seen: `${own} findings`, met: own === 0 }],
			notes: [],
			charts: [],
		};
	},
};
