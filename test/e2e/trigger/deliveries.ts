import { forgeries } from '../../support/forgeries';
import { expectThat } from '../report';
import { atOnce, deposit, inTurn, post } from './delivery';
import { listenAsWebhook, made } from './listening';
import { dataOf, SENDER, type Stage } from './stage';

/** Without a webhook secret, no delivery could be told from a forged one. */
export async function unsafeCredential({ n8n, emulator }: Stage): Promise<void> {
	const credential = await n8n.addCredential({ ...dataOf(emulator), webhookSecret: undefined });
	const refusal = await n8n.activate(await made(n8n, credential, { events: ['*'] })).then(() => '', String);
	expectThat('activation without a webhook secret is refused', refusal.includes('no webhook secret'), refusal);
}

/** Good deliveries, repeated ones, those that nobody chose, and forged ones. */
export async function deliveries(stage: Stage): Promise<void> {
	const { n8n, emulator, plain } = stage;
	const own = await listenAsWebhook(n8n, await n8n.addCredential({ ...SENDER }, 'httpHeaderAuth'));
	const hundred = (to = plain) => inTurn(100, async (index) => await stage.send('deposit.success', deposit(index), to));
	await stage.section("n8n's own Webhook node, with Header Auth", 100, async () => await hundred(own), own);
	await stage.section('good, one after the other', 100, async () => await hundred());
	await stage.section('the same again', 0, async () => await hundred());
	await stage.section(
		'not chosen',
		0,
		async () => await inTurn(20, async (index) => await stage.send('transfer.pending', { id: `TRF_${index}` })),
	);
	const corpus = forgeries(emulator.webhookSecret);
	for (const kind of new Set(corpus.map((forgery) => forgery.kind))) {
		const forged = corpus.filter((forgery) => forgery.kind === kind);
		const send = async (index: number) => {
			const { body, headers } = forged[index] ?? { body: '', headers: {} };
			return await post(plain.url, body, headers);
		};
		await stage.section(kind, 0, async () => await inTurn(forged.length, send));
	}
	await stage.section(
		'100 in parallel',
		100,
		async () => await atOnce(100, async (index) => await stage.send('deposit.success', deposit(`parallel-${index}`))),
	);
	await stage.section(
		"the same of n8n's own Webhook node",
		100,
		async () => await atOnce(100, async (index) => await stage.send('deposit.success', deposit(index), own)),
		own,
	);
	await stage.section(
		'100 times the same, in parallel',
		1,
		async () => await atOnce(100, async () => await stage.send('deposit.success', deposit('same'))),
	);
	const changed = (level: number) => ({
		id: 'CUS_Sample0000001',
		status: 'active',
		level: String(level),
		updated_at: '2026-05-01T09:00:00Z',
	});
	await stage.section(
		'two changes in one second, each twice',
		2,
		async () => await inTurn(4, async (index) => await stage.send('customer.verification.active', changed(index % 2))),
	);
}
