import { Agent, request } from 'undici';

import { type Emulator, sign } from '../../../emulator';
import type { Sent } from '../report';

/** The connections of every sender of this test. */
export const agent = new Agent({ connections: 128, headersTimeout: 60_000 });

/** A delivery as bytes and headers, so that it can be sent several times and in parallel. */
export interface Signed {
	body: string;
	headers: Record<string, string>;
}

/** A delivery as the emulator makes it. */
export function signed(
	{ businessId, webhookSecret }: Emulator,
	event: string,
	data: object,
	secret = webhookSecret,
): Signed {
	const body = JSON.stringify({ business_id: businessId, event, data });
	return { body, headers: { 'x-bu-signature': sign(body, secret) } };
}

/** What an event about a deposit says. */
export const deposit = (index: number | string) => ({
	id: `D-${index}`,
	profile_id: 'CUS_Sample0000001',
	amount: '5900.00',
	currency: 'NGN',
	status: 'COMPLETED',
});

/** What Busha is asked for when somebody pays in. */
export const DEPOSIT = {
	source_currency: 'NGN',
	target_currency: 'NGN',
	source_amount: '1000',
	pay_in: { type: 'temporary_bank_account' },
};

/** Sends a request and waits for its answer. */
export async function post(
	url: string,
	body: string | Buffer,
	headers: Record<string, string | string[]>,
): Promise<Sent> {
	const began = performance.now();
	const answer = await request(url, {
		method: 'POST',
		body,
		headers: { 'content-type': 'application/json', ...headers },
		dispatcher: agent,
	});
	const text = await answer.body.text();
	return { status: answer.statusCode, body: text, ms: performance.now() - began };
}

/** Sends a request and gives up before it is answered. */
export async function giveUp(url: string, { body, headers }: Signed): Promise<Sent> {
	const signal = AbortSignal.timeout(300);
	const status = await request(url, {
		method: 'POST',
		body,
		headers: { 'content-type': 'application/json', ...headers },
		dispatcher: agent,
		signal,
	}).then(
		async (answer) => (await answer.body.dump(), answer.statusCode),
		() => 0,
	);
	return { status, body: '', ms: NaN };
}

/** Sends one after the other. */
export async function inTurn(count: number, one: (index: number) => Promise<Sent>): Promise<Sent[]> {
	const sent: Sent[] = [];
	for (let index = 0; index < count; index++) sent.push(await one(index));
	return sent;
}

/** Sends all of them in the same moment. */
export async function atOnce(count: number, one: (index: number) => Promise<Sent>): Promise<Sent[]> {
	return await Promise.all(Array.from({ length: count }, async (_, index) => await one(index)));
}
