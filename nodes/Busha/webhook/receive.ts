import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { Busha } from '../api/client';
import { clock } from '../api/clock';
import { type Confirmation, confirm } from './confirm';
import { type Delivery, isWanted, parseDelivery } from './delivery';
import { type Outcome, once } from './once';
import { keyOf } from './seen';
import { secretsOf, settingsOf } from './settings';
import { isSigned, SIGNATURE_HEADER } from './verify';
import { warn } from './warn';

const ANSWERS: Readonly<Record<400 | 401 | 503, string>> = {
	400: 'The body is not a delivery of Busha.',
	401: 'The signature does not match the body and the webhook secret.',
	503: 'The delivery could not be handled now. Send it again later.',
};
const RETRY_AFTER_SECONDS = '60';

const FORGED =
	'a delivery was refused, because its signature matches no webhook secret of the credential. If Busha sent it, copy the secret of the webhook from the Busha dashboard into the credential. If you have several webhooks, enter the secret of each.';
const MISSHAPEN =
	'a delivery was refused, because its body is not what Busha sends, although the signature is right. Check whether a proxy changes requests.';

/** What to do, and what the log says, when the API does not bear out a delivery. */
const UNCONFIRMED: Readonly<Record<Exclude<Confirmation['says'], 'bornOut'>, { status: 200 | 503; why: string }>> = {
	early: { status: 503, why: 'the API does not show it yet. It has to be delivered again.' },
	outdated: { status: 200, why: 'the API shows that the object has moved on for good.' },
	unknown: { status: 503, why: 'the API does not know the object yet. It has to be delivered again.' },
	missing: {
		status: 200,
		why: 'the API does not know the object. Check that the key and the webhook belong to the same account and environment.',
	},
	unreachable: { status: 503, why: 'the API gave no answer that tells. It has to be delivered again.' },
};

/**
 * Answers one request to the webhook. It never throws, since n8n starts an execution for a webhook that throws. What
 * starts an execution is answered by n8n once the execution has started; everything else is answered here.
 */
export async function receive(n8n: IWebhookFunctions): Promise<IWebhookResponseData> {
	const trigger = `${String(n8n.getWorkflow().id)} ${n8n.getNode().id}`;
	const outcome = await judge(n8n, trigger).catch((problem: unknown): Outcome => {
		const reason = problem instanceof Error ? problem.message : 'unknown error';
		warn(
			n8n,
			trigger,
			`a delivery could not be handled (${reason}). Check the parameters and the credential of the node.`,
		);
		return { status: 503 };
	});
	if ('item' in outcome) return { workflowData: [[{ json: outcome.item }]] };
	const response = n8n.getResponseObject().status(outcome.status);
	if (outcome.status === 503) response.setHeader('Retry-After', RETRY_AFTER_SECONDS);
	if (outcome.status === 200) response.end();
	else response.send(ANSWERS[outcome.status]);
	return { noWebhookResponse: true };
}

/** Verifies, checks the shape, filters, de-duplicates, and confirms, in this order. */
async function judge(n8n: IWebhookFunctions, trigger: string): Promise<Outcome> {
	const { rawBody, headers } = n8n.getRequestObject();
	if (!isSigned(rawBody, headers[SIGNATURE_HEADER], await secretsOf(n8n))) {
		warn(n8n, trigger, FORGED);
		return { status: 401 };
	}
	const delivery = parseDelivery(rawBody);
	if (!delivery) {
		warn(n8n, trigger, MISSHAPEN);
		return { status: 400 };
	}
	const settings = settingsOf(n8n);
	if (!isWanted(delivery, settings)) return { status: 200 };
	const handle = async () => (settings.confirm ? await confirmed(n8n, trigger, delivery) : { item: delivery });
	// A person who listens for a test event may send the same delivery again and again.
	return n8n.getMode() === 'manual' ? await handle() : await once(n8n, trigger, keyOf(delivery, rawBody), handle);
}

async function confirmed(n8n: IWebhookFunctions, trigger: string, delivery: Delivery): Promise<Outcome> {
	const confirmation = await confirm(await Busha.open(n8n, 'short'), delivery, clock.now());
	if (confirmation.says === 'bornOut') return { item: { ...delivery, confirmed: confirmation.object } };
	const { status, why } = UNCONFIRMED[confirmation.says];
	warn(n8n, trigger, `${delivery.event} of ${delivery.data.id.slice(0, 64)} started nothing, because ${why}`);
	return { status };
}
