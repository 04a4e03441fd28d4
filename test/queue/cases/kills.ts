import type { RecordedRequest } from '../../../emulator';
import type { Payouts } from '../payouts';
import { until } from '../program';
import type { Payment } from '../workflow';
import { type Case, endsOf } from './case';

/** The requests of one payout of a customer, in their order. */
function requestsOf({ emulator }: Payouts, { customerId }: Payment): RecordedRequest[] {
	return emulator.requests.filter(({ profileId }) => profileId === customerId);
}

/**
 * Each payout has an execution of its own, and stands still at another request: the first half before Busha acts on it,
 * the other half after that. Then both workers are killed, and each payment is started again.
 */
const killed: Case = {
	name: 'both workers killed at each step of a payout',
	setting: { parameters: { options: { waitForCompletion: true } } },
	play: async (cluster, payouts) => {
		const [probe] = payouts.payments('payout-of-a-probe', 1) as [Payment];
		await payouts.again([probe]);
		const steps = requestsOf(payouts, probe).map(({ method, operationId }) => `${method} ${operationId ?? ''}`);
		const kills = steps.flatMap((step, index) => [
			{ step, index, commit: false },
			{ step, index, commit: true },
		]);
		const all = payouts.payments('payout-killed', kills.length, 'own customers');
		const seen = new Map<string | undefined, number>();
		const reached = new Set<string>();
		payouts.emulator.onRequest(({ profileId }) => {
			const index = seen.get(profileId) ?? 0;
			seen.set(profileId, index + 1);
			const which = all.findIndex(({ customerId }) => customerId === profileId);
			const kill = kills[which];
			if (!kill || kill.index !== index) return undefined;
			reached.add(String(profileId));
			return { kind: 'hang', commit: kill.commit };
		});
		for (const [index, payment] of all.entries()) await payouts.start([payment], index % 2);
		await until('each payout stands at its step', () => reached.size === kills.length);
		const before = payouts.emulator.state.transfers.size - 1;
		payouts.emulator.onRequest(undefined);
		await cluster.powerCut();
		for (const payment of all) await payouts.start([payment]);
		const ended = await payouts.settled(1 + 2 * kills.length, 240);
		return `${kills.length} steps: ${steps.join(', ')}; ${before} transfers before the kill; ${endsOf(ended)}`;
	},
};

export const kills: readonly Case[] = [killed];
