/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { setTimeout as sleep } from 'node:timers/promises';

import type { Payouts } from '../payouts';
import { until } from '../program';
import { type Case, endsOf } from './case';

const AWAY_MS = 10_000;
const EXECUTIONS = 4;
const EACH = 15;

/** Pays in a few executions, with a Busha that takes its time, so that something happens in the middle of them. */
async function inTheMiddle(payouts: Payouts, name: string, happens: () => Promise<void>): Promise<void> {
	const all = payouts.payments(name, EXECUTIONS * EACH);
	payouts.emulator.onRequest(() => ({ kind: 'delay', ms: 500 }));
	const parts = Array.from({ length: EXECUTIONS }, (_, index) => all.slice(index * EACH, (index + 1) * EACH));
	for (const [index, part] of parts.entries()) await payouts.start(part, index % 2);
	await until('some payments are made', () => payouts.emulator.state.transfers.size >= EXECUTIONS);
	await happens();
	payouts.emulator.onRequest(undefined);
}

const redis: Case = {
	name: 'Redis away for ten seconds',
	play: async (cluster, payouts) => {
		await inTheMiddle(payouts, 'redis-away', async () => {
			await cluster.redis.crash();
			await sleep(AWAY_MS);
			await cluster.redis.start();
		});
		await sleep(5_000);
		const restarted = await cluster.startTheEnded();
		await payouts.settled(EXECUTIONS, 240);
		const ended = endsOf(await payouts.executions());
		const { size } = payouts.emulator.state.transfers;
		await payouts.everythingAgain();
		return `ended by themselves: ${restarted.join(', ') || 'none'}; executions: ${ended}; ${size} paid by them, the rest when started again`;
	},
};

const postgres: Case = {
	name: 'PostgreSQL away for ten seconds',
	play: async (cluster, payouts) => {
		await inTheMiddle(payouts, 'postgres-away', async () => {
			await cluster.postgres.stop();
			await sleep(AWAY_MS);
			await cluster.postgres.start();
		});
		await sleep(5_000);
		const restarted = await cluster.startTheEnded();
		await payouts.settled(EXECUTIONS, 240);
		const executions = await payouts.executions();
		const told = (await payouts.told(executions)).flatMap((execution) => execution.told);
		const failed = told.flatMap(({ outcome, error }) => (outcome ? [`${outcome}: ${error ?? ''}`] : []));
		const { size } = payouts.emulator.state.transfers;
		await payouts.everythingAgain();
		return `ended by themselves: ${restarted.join(', ') || 'none'}; executions: ${endsOf(executions)}; ${size} paid by them, ${failed.length} items failed ${[...new Set(failed)].join(', ')}`;
	},
};

export const stores: readonly Case[] = [redis, postgres];
