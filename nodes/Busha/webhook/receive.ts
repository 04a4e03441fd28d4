import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { Busha } from '../api/client';
import { confirm } from './confirm';
import { type Delivery, isWanted, parseDelivery } from './delivery';
import { type Outcome, once } from './once';
import { keyOf } from './seen';
import { settingsOf, webhookSecretOf } from './settings';
import { isSigned, SIGNATURE_HEADER } from './verify';

const REASONS: Readonly<Record<400 | 401 | 503, string>> = {
	400: 'The body is not a delivery of Busha.',
	401: 'The signature does not match the body and the webhook secret.',
	503: 'The delivery could not be handled now. Send it again later.',
};

const DISAGREES = {
	contradicts: 'shows something else',
	unknown: 'does not know it',
	unreachable: 'gave no answer that tells',
} as const;

/**
 * Answers one request to the webhook. It never throws, since n8n starts an execution for a webhook that throws. What
 * starts an execution is answered by n8n once the execution has started; everything else is answered here.
 */
export async function receive(n8n: IWebhookFunctions): Promise<IWebhookResponseData> {
	const outcome = await judge(n8n).catch((problem: unknown): Outcome => {
		n8n.logger.error(`Busha Trigger could not handle a delivery: ${problem instanceof Error ? problem.message : 'unknown error'}`);
		return { status: 503 };
	});
	if ('item' in outcome) return { workflowData: [[{ json: outcome.item }]] };
	const response = n8n.getResponseObject().status(outcome.status);
	if (outcome.status === 200) response.end();
	else response.send(REASONS[outcome.status]);
	return { noWebhookResponse: true };
}

/** Verifies, checks the shape, filters, de-duplicates, and confirms, in this order. */
async function judge(n8n: IWebhookFunctions): Promise<Outcome> {
	const { rawBody, headers } = n8n.getRequestObject();
	if (!isSigned(rawBody, headers[SIGNATURE_HEADER], await webhookSecretOf(n8n))) return { status: 401 };
	const delivery = parseDelivery(rawBody);
	if (!delivery) return { status: 400 };
	const settings = settingsOf(n8n);
	if (!isWanted(delivery, settings)) return { status: 200 };
	const handle = async () => (settings.confirm ? await confirmed(n8n, delivery) : { item: delivery });
	// A person who listens for a test event may send the same delivery again and again.
	return n8n.getMode() === 'manual' ? await handle() : await once(n8n, keyOf(delivery, rawBody), handle);
}

async function confirmed(n8n: IWebhookFunctions, delivery: Delivery): Promise<Outcome> {
	const confirmation = await confirm(await Busha.open(n8n, 'short'), delivery);
	if (confirmation.says === 'agrees') return { item: { ...delivery, confirmed: confirmation.object } };
	n8n.logger.warn(`Busha Trigger started nothing for ${delivery.event} of ${delivery.data.id}: the API ${DISAGREES[confirmation.says]}`);
	return { status: confirmation.says === 'unknown' ? 200 : 503 };
}
