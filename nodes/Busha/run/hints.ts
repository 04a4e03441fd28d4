import type { INodeExecutionData, NodeExecutionHint } from 'n8n-workflow';

/** Shorter waits need no explanation. */
const LONG_MS = 10_000;

/**
 * What n8n shows above the output of a run: that it waited for Busha's limits (`waitedMs`, all requests together), that
 * something had been made before, and that something is in doubt.
 */
export function hintsOf(items: readonly INodeExecutionData[], waitedMs: number): NodeExecutionHint[] {
	const hints: NodeExecutionHint[] = [];
	const itemsWith = (holds: (item: INodeExecutionData) => boolean): string => {
		const count = new Set(items.filter(holds).map(({ pairedItem }) => JSON.stringify(pairedItem))).size;
		return count === 0 ? '' : `${count} ${count === 1 ? 'item' : 'items'}`;
	};
	const inDoubt = itemsWith(({ json }) => (json.details as { outcome?: unknown } | undefined)?.outcome === 'unknown');
	const before = itemsWith(({ json }) => json.replayed === true);
	if (inDoubt)
		hints.push({
			message: `It is not known what became of ${inDoubt}. Read the errors before you run them again.`,
			type: 'warning',
			location: 'outputPane',
		});
	if (before)
		hints.push({
			message: `The result of ${before} was made by an earlier try or execution, so it was not made again. The field "replayed" marks it.`,
			location: 'outputPane',
		});
	if (waitedMs >= LONG_MS)
		hints.push({
			message: `The requests waited ${Math.round(waitedMs / 1000)} seconds in all for their turn below Busha's rate limits.`,
			location: 'outputPane',
		});
	return hints;
}
