import type { Cluster } from '../cluster';
import type { Execution } from '../executions';
import type { Payouts, Setting } from '../payouts';

/** Something that happens to n8n in queue mode while payments are made. */
export interface Case {
	name: string;
	setting?: Setting;
	/** Plays it. Afterwards each payment that was asked for must be made once and told truly. Returns what was seen. */
	play: (cluster: Cluster, payouts: Payouts) => Promise<string>;
}

/** How executions ended, such as "3 success, 1 crashed". */
export function endsOf(executions: readonly Execution[]): string {
	const counts = new Map<string, number>();
	for (const { status } of executions) counts.set(status, (counts.get(status) ?? 0) + 1);
	return [...counts].map(([status, count]) => `${count} ${status}`).join(', ');
}
