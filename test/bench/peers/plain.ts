/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { request } from 'node:http';

import type { IDataObject } from 'n8n-workflow';

import { CUSTOMER } from '../contenders';
import type { World } from '../run';

/** A request as n8n sends it, with a connection of its own. */
async function send(method: string, url: string, key: string, body?: object): Promise<IDataObject> {
	const text = body && JSON.stringify(body);
	return await new Promise((resolve, reject) => {
		const sent = request(url, {
			method,
			agent: false,
			headers: {
				Authorization: `Bearer ${key}`,
				...(text && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }),
			},
		});
		sent.once('error', reject);
		sent.once('response', (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.once('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString()) as IDataObject));
		});
		sent.end(text);
	});
}

/** The requests without n8n, which no node can beat. */
export const plainRequests = {
	customer: (email: string): object => ({ ...CUSTOMER, email }),

	create: async ({ url, secretKey }: World, items: IDataObject[]) => {
		const [cpu, begun] = [process.cpuUsage(), performance.now()];
		const made: unknown[] = [];
		for (const { email } of items) {
			await send('GET', `${url}/v1/customers?q=${encodeURIComponent(String(email))}&limit=100`, secretKey);
			const body = plainRequests.customer(String(email));
			made.push((await send('POST', `${url}/v1/customers`, secretKey, body)).data);
		}
		const { user, system } = process.cpuUsage(cpu);
		return { items: made, wallMs: performance.now() - begun, cpuMs: (user + system) / 1000 };
	},
};
