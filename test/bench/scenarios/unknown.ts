import type { INode } from 'n8n-workflow';

import { contenders, paymentItems, PEERS } from '../contenders';
import { count, type Scenario } from '../result';
import { type Contender, runContender } from '../run';
import { madeIn, withVirtualWorld } from '../virtualWorld';

const SIZE = 60;
/** Every so manieth answer to a transfer is lost, after Busha has made it: five of a hundred. */
const EVERY = 20;
const RETRY: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1_000 };

interface Seen {
	transfers: number;
	twice: number;
	unreported: number;
	unpaid: number;
	reported: number;
	requests: number;
	/** Transfers too many after the person has started the workflow once more, if it failed or not. */
	twiceAfterwards: number;
}

async function measure(contender: Contender, size: number): Promise<Seen> {
	return await withVirtualWorld(false, async (virtual) => {
		const { emulator, stripe, world } = virtual;
		let posts = 0;
		const loses = (index: number): boolean => index % EVERY === Math.min(7, size - 1);
		emulator.onRequest(({ method, path }) =>
			method === 'POST' && path === '/v1/transfers' && loses(posts++) ? { kind: 'reset', commit: true } : undefined,
		);
		stripe.loses = loses;
		const { items } = await runContender(contender, world, paymentItems(size));
		const made = madeIn(virtual);
		const paid = new Set(made).size;
		const requests = emulator.requests.length + stripe.requests;
		// Now every answer arrives.
		emulator.onRequest(undefined);
		stripe.loses = () => false;
		await runContender(contender, world, paymentItems(size));
		const afterwards = madeIn(virtual);
		return {
			twiceAfterwards: afterwards.length - new Set(afterwards).size,
			transfers: made.length,
			twice: made.length - paid,
			unreported: paid - items.length,
			unpaid: size - paid,
			reported: items.length,
			requests,
		};
	});
}

/** Payments whose answers are lost, with n8n's Retry On Fail. */
export const unknown: Scenario = {
	name: 'unknown',
	run: async (quick) => {
		const seen: Array<readonly [string, Seen]> = [];
		for (const contender of contenders('pay', PEERS, RETRY))
			seen.push([contender.name, await measure(contender, SIZE)]);
		const [busha] = contenders('pay', ['Busha'], RETRY) as [Contender];
		const others: string[] = [];
		for (const size of quick ? [6] : [6, 600]) {
			const { transfers, reported, requests } = await measure(busha, size);
			others.push(
				`${count(size)} items: ${count(transfers)} transfers, ${count(reported)} reported, ${count(requests)} requests`,
			);
		}
		const own = seen.find(([name]) => name === 'Busha')?.[1];
		return {
			title: `${SIZE} payouts of which 5 % get no answer`,
			about:
				'Every twentieth answer to a new transfer is lost after Busha has made the transfer. All nodes have Retry On Fail, with three tries. There are no limits here, and time passes at once. For Stripe’s node the payment is a charge. The last column tells how many payments are too many once the workflow is started a second time with the same items, which is what one does after a run that failed; then every answer arrives.',
			columns: [
				'',
				'transfers',
				'paid twice',
				'paid but not reported',
				'not paid',
				'requests',
				'paid twice after one more execution',
			],
			rows: seen.map(([name, { transfers, twice, unreported, unpaid, requests, twiceAfterwards }]) => [
				name,
				...[transfers, twice, unreported, unpaid, requests, twiceAfterwards].map(String),
			]),
			targets: [
				{
					target: `exactly ${SIZE} transfers, all reported`,
					seen: `${own?.transfers} transfers, ${own?.reported} reported`,
					met: own?.transfers === SIZE && own.twice === 0 && own.reported === SIZE,
				},
			],
			notes: [
				`Busha with other sizes: ${others.join('; ')}.`,
				'A payment takes a quote, a look for others with its reference, and a transfer. Rows may appear in Busha’s list behind newer ones, so each look reads all quotes of the last ten minutes, 100 in a request: one request for one payment at a time, and up to six for the 600 here, which nothing slows down. At the published limits ten minutes hold 200 quotes, which are two or three requests of the 100 a minute, so the looks never wait. They cannot be fewer: what is not read counts as not there.',
			],
			charts: [
				{
					kind: 'bars',
					file: 'bench-unknown.svg',
					title: `Transfers that were made for ${SIZE} payouts, when 5 % of the answers are lost`,
					unit: '',
					bars: seen.map(([name, { transfers, unreported }]) => ({
						name,
						value: transfers,
						note: unreported > 0 ? `${unreported} not reported` : undefined,
					})),
				},
			],
		};
	},
};
