import type { Emulator } from '../../../emulator';
import type { RealN8n } from '../n8n';
import type { Report, Sent } from '../report';
import { post, signed } from './delivery';
import { listen, type Listening } from './listening';

const EVENTS = ['deposit.success', 'customer.verification.active', 'transfer.funds_received'];

/** What the scenarios share: an n8n with a trigger that listens, a Busha that signs, and the table. */
export class Stage {
	private constructor(
		readonly n8n: RealN8n,
		readonly emulator: Emulator,
		readonly report: Report,
		readonly credential: { id: string; name: string },
		/** Listens for three events, and confirms nothing. Each scenario finds what the ones before have sent. */
		readonly plain: Listening,
	) {}

	static async set(n8n: RealN8n, emulator: Emulator, report: Report): Promise<Stage> {
		await n8n.setUp();
		const credential = await n8n.addCredential(dataOf(emulator));
		return new Stage(n8n, emulator, report, credential, await listen(n8n, credential, { events: EVENTS }));
	}

	/** Sends a signed delivery. */
	async send(event: string, data: object, { url } = this.plain): Promise<Sent> {
		const { body, headers } = signed(this.emulator, event, data);
		return await post(url, body, { ...headers, ...SENDER_HEADERS });
	}

	/** Sends something, and counts which executions of a workflow it starts: exactly `starts`. */
	async section(kind: string, starts: number, run: () => Promise<Sent[]>, workflow = this.plain): Promise<void> {
		await this.report.add(kind, starts, async () => (await this.n8n.executions(workflow)).all, run);
	}
}

/** The header by which n8n's own Webhook node knows the sender. */
export const SENDER = { name: 'x-key', value: 'of the sender' };
const SENDER_HEADERS = { [SENDER.name]: SENDER.value };

/** The credential of the local Busha. */
export function dataOf({ url: baseUrl, secretKey, webhookSecret }: Emulator) {
	return { environment: 'custom', baseUrl, secretKey, webhookSecret };
}
