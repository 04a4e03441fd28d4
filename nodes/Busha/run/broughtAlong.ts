import type { IDataObject } from 'n8n-workflow';

import type { Memory } from '../once/memory';

/**
 * What an input item tells of an earlier try: it is an error item of this node that was wired back into one. An outcome
 * that is `unknown`, or that names a transfer, has to be settled before anything new is made; any other one tells that
 * nothing is under way.
 */
export function broughtAlong({ error, details }: IDataObject): Memory {
	if (typeof error !== 'string' || typeof details !== 'object' || details === null) return {};
	const { outcome, quoteId, transferId } = details as IDataObject;
	if (outcome !== 'unknown' && typeof transferId !== 'string') return {};
	const quote = typeof quoteId === 'string' && quoteId !== '' ? { id: quoteId } : undefined;
	const made = typeof transferId === 'string' && transferId !== '' ? transferId : undefined;
	return quote || made ? { quote, made, posted: true } : { inDoubt: true };
}
