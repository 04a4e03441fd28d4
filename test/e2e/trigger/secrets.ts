import { deposit, inTurn, post, signed } from './delivery';
import { listen } from './listening';
import { dataOf, type Stage } from './stage';

/** While a webhook is replaced, deliveries with the old and with the new secret come. */
export async function twoSecrets(stage: Stage): Promise<void> {
	const { n8n, emulator } = stage;
	const webhookSecret = `an-old-secret, ${emulator.webhookSecret}`;
	const two = await listen(n8n, await n8n.addCredential({ ...dataOf(emulator), webhookSecret }), { events: ['*'] });
	const secrets = [emulator.webhookSecret, 'an-old-secret', 'another'];
	const send = async (index: number) => {
		const { body, headers } = signed(emulator, 'deposit.success', deposit(`secret-${index}`), secrets[index]);
		return await post(two.url, body, headers);
	};
	await stage.section(
		'two secrets: the new one, the old one, another',
		2,
		async () => await inTurn(secrets.length, send),
		two,
	);
}
