import type { Match } from '../../nodes/Busha/money/match';
import type { Order } from '../../nodes/Busha/money/order';
import { compareWith, type Recipients } from '../../nodes/Busha/money/quoted';
import type { Found } from '../../nodes/Busha/money/sameness';
import { type Script, type Scripted, startScript } from '../support/script';

let script: Script;
afterEach(async () => await script.close());

const order = (recipient_id?: string): Order => ({
	kind: 'payout',
	quote: {
		source_currency: 'NGN',
		target_currency: 'NGN',
		source_amount: '1',
		pay_out: { type: 'bank_transfer', recipient_id },
	},
	guards: {},
	lookbackDays: 30,
	settlingSeconds: 2,
});
const shown: Found = { pay_out: { type: 'bank_transfer', recipient_details: { account_number: '0123456789' } } };
const saved = { id: 'one', account_number: '0123456789' };

/** Where the money goes, as it compares for each order in turn. */
async function destinations(answer: Scripted, found: Found, ...orders: Order[]): Promise<Match[]> {
	script = await startScript(() => answer);
	const recipients: Recipients = new Map();
	const matches: Match[] = [];
	for (const one of orders) matches.push((await compareWith(script.api, recipients, found, one)).payOut);
	return matches;
}

test('a recipient of which only the account is shown is read, once a run', async () => {
	expect(await destinations(saved, shown, order('one'), order('one'))).toEqual(['agrees', 'agrees']);
	expect(script.asked).toHaveLength(1);
});

test('each recipient is read by itself', async () => {
	await destinations(saved, shown, order('one'), order('two'));
	expect(script.asked.map(({ path }) => path)).toEqual(['/v1/recipients/one', '/v1/recipients/two']);
});

test('a recipient is read for each profile by itself', async () => {
	script = await startScript(() => saved);
	const recipients: Recipients = new Map();
	for (const profile of [undefined, 'CUS_1', 'CUS_1'])
		await compareWith(script.api.as(profile), recipients, shown, order('one'));
	expect(script.asked).toHaveLength(2);
});

test('a recipient is not read when its id is shown, or when none is asked for', async () => {
	expect(await destinations(saved, { pay_out: { type: 'bank_transfer', recipient_id: 'one' } }, order('one'))).toEqual([
		'agrees',
	]);
	expect(script.asked).toEqual([]);
	await script.close();
	expect(await destinations(saved, shown, order())).toEqual(['agrees']);
	expect(script.asked).toEqual([]);
});

test('a recipient that cannot be read is an error', async () => {
	await expect(destinations({ kind: 'answer', status: 403, commit: false }, shown, order('one'))).rejects.toMatchObject(
		{ failure: { httpCode: 403 } },
	);
});
