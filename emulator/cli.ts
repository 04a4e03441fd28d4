/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { parseArgs } from 'node:util';
import { startEmulator, type Emulator } from './index';
import { BANKS } from './world/banks';

interface Flags {
	port: number;
	speed: number;
	webhook?: string;
}

const USAGE = 'Usage: npm run emulator -- [--port 4010] [--speed 1] [--webhook URL]';

function readFlags(): Flags {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '4010' },
			speed: { type: 'string', default: '1' },
			webhook: { type: 'string' },
		},
	});
	const port = Number(values.port);
	if (!Number.isInteger(port) || port < 0 || port > 65_535)
		throw new Error(`--port wants a whole number from 0 to 65535, not ${values.port}`);
	const speed = Number(values.speed);
	if (!Number.isFinite(speed) || speed < 0)
		throw new Error(`--speed wants a number, zero or more, not ${values.speed}`);
	if (values.webhook !== undefined && !/^https?:$/.test(protocolOf(values.webhook)))
		throw new Error(`--webhook wants an http or https URL, not ${values.webhook}`);
	return { port, speed, webhook: values.webhook };
}

function protocolOf(url: string): string {
	return URL.canParse(url) ? new URL(url).protocol : '';
}

/** What someone needs to try it: keys, ids and amounts. */
function describe(emulator: Emulator, webhook: string | undefined): string {
	const { customers, recipients } = emulator.state;
	const balances = (profileId: string) =>
		[...(emulator.state.balances.get(profileId)?.keys() ?? [])]
			.map((currency) => `${currency} ${emulator.balance(currency, profileId).available}`)
			.join(', ');
	const lines = [
		`Local Busha: ${emulator.url}`,
		`  secret key      ${emulator.secretKey}`,
		`  public key      ${emulator.publicKey}`,
		`  webhook secret  ${emulator.webhookSecret}`,
		`  webhooks to     ${webhook ?? '(none; --webhook URL)'}`,
		`Business ${emulator.businessId}: ${balances(emulator.businessId)}`,
		...[...customers.values()].map(({ id, email, status }) => `Customer ${id} (${email}, ${status}): ${balances(id)}`),
		...[...recipients.values()].map(
			({ id, bank_name, account_number, profile_id }) =>
				`Recipient ${id} (${bank_name} ${account_number}) of ${profile_id}`,
		),
		`Banks: ${BANKS.map(({ name, code }) => `${code} ${name}`).join(', ')}`,
		'Ctrl+C stops it.',
	];
	return `${lines.join('\n')}\n`;
}

async function main(): Promise<void> {
	const { port, speed, webhook } = readFlags();
	const emulator = await startEmulator({ port, speed });
	const customer = emulator.addCustomer();
	emulator.fund('NGN', '50000', customer.id);
	emulator.fund('USDT', '100', customer.id);
	emulator.addRecipient();
	emulator.addRecipient({}, customer.id);
	if (webhook) emulator.webhooks.register(webhook);
	process.stdout.write(describe(emulator, webhook));
	process.on('SIGINT', () => void emulator.stop().then(() => process.exit(0)));
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
	process.exit(1);
});
