import { clock } from '../../nodes/Busha/api/clock';
import { type Account, failureIn, openAccount } from '../support/account';
import { TestCredentialsHelper } from '../support/credentials';

const REFERENCE = 'database-away-0001';
const errorOutput = { settings: { onError: 'continueErrorOutput' as const } };

let account: Account;
/** Until when n8n's database is away, in milliseconds of this machine's clock. */
let awayUntil: number;
beforeEach(async () => {
	account = await openAccount();
	awayUntil = -Infinity;
	const read = TestCredentialsHelper.prototype.getDecrypted;
	jest.spyOn(TestCredentialsHelper.prototype, 'getDecrypted').mockImplementation(async function (
		this: TestCredentialsHelper,
		...args
	) {
		if (clock.now() < awayUntil)
			throw Object.assign(new Error('the database system is starting up'), { code: '57P03' });
		return await read.apply(this, args);
	});
});
afterEach(async () => {
	jest.restoreAllMocks();
	await account.close();
});

const transfers = () => [...account.emulator.state.transfers.values()];
const posts = () => account.emulator.requests.filter(({ method }) => method === 'POST').map(({ path }) => path);

/** Takes the database away for a while, once the request with this number has come. */
function awayAfter(request: number, seconds: number, lost = false): void {
	let number = 0;
	account.emulator.onRequest(() => {
		if (number++ !== request) return undefined;
		awayUntil = clock.now() + seconds * 1000;
		return lost ? { kind: 'reset', commit: true } : undefined;
	});
}

test.each(
	[0, 1, 2, 3, 4].flatMap((request) =>
		[1, 12, 25].flatMap((seconds) => [false, true].map((lost) => [request, seconds, lost] as const)),
	),
)(
	'away after request %i for %i seconds, its answer lost: %s: the payment is made once, and told truly',
	async (request, seconds, lost) => {
		awayAfter(request, seconds, lost);
		const ran = await account.run(
			account.payout({ reference: REFERENCE, options: { waitForCompletion: true } }),
			errorOutput,
		);
		const told = ran.json[0]?.id ?? failureIn(ran).details.outcome;
		expect(transfers().length).toBeLessThanOrEqual(1);
		const [made] = transfers();
		if (made) expect([made.id, 'unknown']).toContain(told);
		else expect(['notSent', 'rejected', 'unknown']).toContain(told);
		if (!lost) expect(told).toBe(made?.id);
		awayUntil = -Infinity;
		account.emulator.onRequest(undefined);
		const again = await account.run(account.payout({ reference: REFERENCE }), errorOutput);
		expect(again.json[0]?.id).toBe(transfers()[0]?.id);
		expect(transfers()).toHaveLength(1);
	},
);

test('away for good when the transfer is due: nothing is paid, it is not sent, and the quote can be paid later', async () => {
	awayAfter(1, 3600);
	const ran = await account.run(account.payout({ reference: REFERENCE }), errorOutput);
	expect([failureIn(ran).details.outcome, transfers().length, posts()]).toEqual(['notSent', 0, ['/v1/quotes']]);
	awayUntil = -Infinity;
	account.emulator.onRequest(undefined);
	await account.run(account.payout({ reference: REFERENCE }));
	expect(transfers()).toHaveLength(1);
});

test('away for good, with many items: they do not wait half a minute each', async () => {
	const begun = clock.now();
	awayAfter(3, 3600);
	const items = Array.from({ length: 20 }, (_, index) => ({ reference: `database-away-${1000 + index}` }));
	const ran = await account.run(account.payout({ reference: '={{ $json.reference }}' }), { ...errorOutput, items });
	expect(ran.json.length + ran.failed.length).toBe(20);
	expect(ran.json).toHaveLength(transfers().length);
	expect(clock.now() - begun).toBeLessThan(120_000);
});
