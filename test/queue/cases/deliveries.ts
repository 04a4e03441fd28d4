/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { setTimeout as sleep } from 'node:timers/promises';

import { byTrigger } from '../workflow';
import { type Case, endsOf } from './case';

const DELIVERIES = 40;

/** Each deposit is delivered to both webhook processes at the same moment, and a few seconds later once more to both. */
const twice: Case = {
	name: 'the same delivery through two webhook processes',
	setting: { entry: byTrigger },
	play: async (_cluster, payouts) => {
		const all = payouts.payments('deposit', DELIVERIES, 'own customers');
		for (const payment of all)
			await Promise.all([0, 1].map(async (through) => await payouts.start([payment], through)));
		await sleep(3_000);
		const { length } = await payouts.settled(1);
		for (const payment of all) for (const through of [0, 1]) await payouts.start([payment], through);
		await sleep(3_000);
		const ended = await payouts.settled(length);
		return `${DELIVERIES} deposits delivered twice at once: ${length} executions; twice more: ${ended.length - length} executions; ${endsOf(ended)}`;
	},
};

export const deliveries: readonly Case[] = [twice];
