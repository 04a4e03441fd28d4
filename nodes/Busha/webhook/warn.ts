import type { IWebhookFunctions } from 'n8n-workflow';

import { clock } from '../api/clock';

const INTERVAL_MS = 60_000;

/** The warnings of one trigger: when the last one was logged, and how many were held back since. */
interface Warnings {
	at: number;
	heldBack: number;
}

const warnings = new Map<string, Warnings>();

/**
 * Tells n8n's log why a delivery started nothing and what to do about it, at most once a minute for each trigger:
 * whoever sends forged deliveries must not be able to fill the log.
 */
export function warn(n8n: IWebhookFunctions, trigger: string, message: string): void {
	const { at, heldBack } = warnings.get(trigger) ?? { at: -Infinity, heldBack: 0 };
	const now = clock.now();
	if (now - at < INTERVAL_MS) {
		warnings.set(trigger, { at, heldBack: heldBack + 1 });
		return;
	}
	const more = heldBack > 0 ? ` (${heldBack} more such deliveries since the last warning.)` : '';
	n8n.logger.warn(`Busha Trigger of workflow ${String(n8n.getWorkflow().id)}: ${message}${more}`);
	warnings.set(trigger, { at: now, heldBack: 0 });
}
