/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { setTimeout as sleep } from 'node:timers/promises';

import type { Cluster } from '../cluster';
import { until } from '../program';
import type { Postgres, Redis } from '../stores';
import { type Case, endsOf } from './case';

const AWAY_MS = 10_000;
/** Time for the processes that cannot do without to end. */
const SETTLING_MS = 5_000;
const EXECUTIONS = 4;
const EACH = 15;

/** Pays in a few executions, with a Busha that takes its time, while a store is away in the middle of them. */
const away = (name: string, store: (cluster: Cluster) => Redis | Postgres): Case => ({
	name: `${name} away for ten seconds`,
	play: async (cluster, payouts) => {
		const all = payouts.payments('store-is-away', EXECUTIONS * EACH);
		payouts.emulator.onRequest(() => ({ kind: 'delay', ms: 500 }));
		const parts = Array.from({ length: EXECUTIONS }, (_, index) => all.slice(index * EACH, (index + 1) * EACH));
		for (const [index, part] of parts.entries()) await payouts.start(part, index % 2);
		await until('some payments are made', () => payouts.emulator.state.transfers.size >= EXECUTIONS);
		await store(cluster).stop();
		await sleep(AWAY_MS);
		await store(cluster).start();
		payouts.emulator.onRequest(undefined);
		await sleep(SETTLING_MS);
		const restarted = await cluster.startTheEnded();
		const executions = await payouts.settled(EXECUTIONS, 240);
		const told = (await payouts.told(executions)).flatMap((execution) => execution.told);
		const failed = told.flatMap(({ outcome, error }) => (outcome ? [`${outcome}: ${error ?? ''}`] : []));
		const { size } = payouts.emulator.state.transfers;
		await payouts.again(all);
		return `ended by themselves: ${restarted.join(', ') || 'none'}; executions: ${endsOf(executions)}; ${size} paid by them, ${failed.length} items failed ${[...new Set(failed)].join(', ')}`;
	},
});

export const stores: readonly Case[] = [
	away('Redis', ({ redis }) => redis),
	away('PostgreSQL', ({ postgres }) => postgres),
];
