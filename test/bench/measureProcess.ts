/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test support, never published */
import '../support/env';

import type { INodeExecutionData } from 'n8n-workflow';

import { contenders, totals } from './contenders';
import { useBuiltNode } from './processes';
import { type Contender, runContender, type World } from './run';

const SAMPLE_MS = 500;
const PAGE = 100;

/** A run that is to be measured in a process of its own. */
export interface Job {
	work: 'list' | 'totals';
	name: string;
	world: World;
	/** Whether memory is measured, which takes time that then counts for nothing. */
	memory: boolean;
}

export interface Measured {
	rows: number;
	wallMs: number;
	cpuMs: number;
	error?: string;
	/** The most bytes that were alive at once, above those before the run. */
	peak: number;
	/** The bytes of the rows by themselves, as n8n's items. */
	own: number;
}

function alive(): number {
	global.gc?.();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

/** The bytes that the same items take when they are made of the same pages of JSON. */
function ownSize(items: INodeExecutionData[]): number {
	const pages = Array.from({ length: Math.ceil(items.length / PAGE) }, (_, page) =>
		JSON.stringify(items.slice(page * PAGE, (page + 1) * PAGE).map(({ json }) => json)),
	);
	const before = alive();
	const copies: INodeExecutionData[] = [];
	for (const page of pages)
		for (const json of JSON.parse(page) as Array<INodeExecutionData['json']>)
			copies.push({ json, pairedItem: { item: 0 } });
	const size = alive() - before;
	// Both are held until here, so that only the copies are new.
	return copies.length > 0 && pages.length > 0 ? size : 0;
}

const contenderOf = ({ work, name }: Job): Contender =>
	work === 'list'
		? (contenders('list', [name])[0] as Contender)
		: { name, steps: totals[name] ?? (() => []), settings: {} };

async function measure(job: Job): Promise<Measured> {
	await useBuiltNode();
	contenders('list', ['Busha']);
	const contender = contenderOf(job);
	// What the engine loads at its first request is not the run's.
	await runContender(contenders('getTransfers', ['Bare loop'])[0] as Contender, job.world, [
		{ id: job.world.transferId },
	]);
	const base = alive();
	let peak = base;
	const sampling = job.memory ? setInterval(() => (peak = Math.max(peak, alive())), SAMPLE_MS) : undefined;
	const { run, items, error, wallMs, cpuMs } = await runContender(contender, job.world, [{}]);
	clearInterval(sampling);
	if (job.memory) peak = Math.max(peak, alive());
	const own = job.memory ? ownSize(items) : 0;
	// The run is held until here, as n8n holds it.
	return {
		rows: run.finished === undefined && error ? 0 : items.length,
		wallMs,
		cpuMs,
		error: error?.message,
		peak: peak - base,
		own,
	};
}

process.once('message', (job: Job) => {
	void measure(job).then((measured) => process.send?.(measured, () => process.exit(0)));
});
