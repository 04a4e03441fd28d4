import { type Account, openAccount } from '../support/account';
import { locator, type Parameters } from '../support/busha';
import { contractKept } from '../support/testEmulator';

let account: Account;
beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => {
	contractKept(account.emulator);
	await account.close();
});

const ask = (operation: string, more: Parameters = {}): Parameters => ({
	resource: 'depositAddress',
	operation,
	customerId: locator(account.customer.id),
	currency: 'USDT',
	...more,
});
const calls = () => account.emulator.requests.map(({ method, path }) => `${method} ${path}`);

test("the address of a customer's balance is read, on the network that is asked for", async () => {
	const { json, error } = await account.run(ask('get', { network: 'TRX' }));
	expect(error).toBeUndefined();
	expect(json).toEqual([expect.objectContaining({ currency: 'USDT', network: 'TRX', address: expect.any(String) })]);
	expect(account.emulator.requests[0]).toMatchObject({ profileId: account.customer.id, query: { network: 'TRX' } });
});

test('without a network Busha chooses it', async () => {
	const { json } = await account.run(ask('get'));
	expect(json[0]).toHaveProperty('network');
	expect(account.emulator.requests[0]?.query).toEqual({});
});

test('several addresses are several items', async () => {
	const data = [{ address: 'one' }, { address: 'two' }];
	account.emulator.fault({}, { kind: 'answer', status: 200, commit: false, body: { status: 'success', data } });
	expect((await account.run(ask('get'))).json).toEqual(data);
});

test('a new address is made once, and read', async () => {
	const [old] = (await account.run(ask('get', { network: 'TRX' }))).json;
	const { json, error } = await account.run(ask('regenerate', { network: 'TRX' }));
	expect(error).toBeUndefined();
	expect(json[0]).toMatchObject({ network: 'TRX' });
	expect(json[0]?.address).not.toBe(old?.address);
	expect(calls().slice(1)).toEqual([
		'GET /v1/addresses/USDT',
		'POST /v1/addresses/regenerate',
		'GET /v1/addresses/USDT',
	]);
});

test('an address that Busha does not replace is not shown as the new one', async () => {
	const body = { status: 'success', message: 'Done' };
	account.emulator.fault({ method: 'POST' }, { kind: 'answer', status: 200, commit: false, body });
	const { json, error } = await account.run(ask('regenerate', { network: 'TRX' }));
	expect(json).toEqual([]);
	expect(error).toMatchObject({
		message: expect.stringContaining('Busha does not show a new address'),
		context: { details: { outcome: 'unknown' } },
	});
});

test('the first address of a network is a new one', async () => {
	account.emulator.fault({ method: 'GET' }, { kind: 'answer', status: 404, commit: false });
	const { json } = await account.run(ask('regenerate', { network: 'TRX' }));
	expect(json[0]).toMatchObject({ network: 'TRX', address: expect.any(String) });
});

test('a retry of the execution makes a new address, since another one does no harm', async () => {
	account.emulator.fault({ method: 'POST' }, { kind: 'answer', status: 403, commit: false });
	const failed = await account.run(ask('regenerate', { network: 'TRX' }));
	const { json } = await account.run(ask('regenerate', { network: 'TRX' }), { retryOf: failed.run });
	expect(json[0]).toMatchObject({ network: 'TRX' });
});

test('a new address that cannot be shown is not made again', async () => {
	const isAfter = () => calls().some((call) => call.startsWith('POST'));
	account.emulator.fault({ method: 'GET', where: isAfter }, { kind: 'answer', status: 403, commit: false });
	const { error } = await account.run(ask('regenerate', { network: 'TRX' }));
	expect(error).toMatchObject({ context: { details: { outcome: 'unknown' } } });
	expect(calls().filter((call) => call.startsWith('POST'))).toHaveLength(1);
});

test('a new address whose answer is lost is found, and not made again', async () => {
	const [old] = (await account.run(ask('get', { network: 'TRX' }))).json;
	account.emulator.fault({ method: 'POST' }, { kind: 'reset', commit: true });
	const { json } = await account.run(ask('regenerate', { network: 'TRX' }));
	expect(json).toHaveLength(1);
	expect(json[0]?.address).not.toBe(old?.address);
	expect(calls().filter((call) => call.startsWith('POST'))).toHaveLength(1);
});

test('the bank account for deposits and its terms are read', async () => {
	const naira = { currency: 'NGN', amount: '5000' };
	expect((await account.run(ask('getBankAccount', naira))).json[0]).toMatchObject({
		profile_id: account.customer.id,
		account_number: expect.any(String),
	});
	expect(account.emulator.requests[0]?.query).toEqual({ amount: '5000' });
	expect((await account.run(ask('getBankAccountTerms', naira))).json[0]).toHaveProperty('setup_and_fees');
});

test('an address on another network than was asked for is never shown', async () => {
	const data = [{ address: 'one', network: 'ETH' }, { address: 'two', network: 'trx' }, { address: 'three' }];
	account.emulator.fault({}, { kind: 'answer', status: 200, commit: false, body: { status: 'success', data } });
	expect((await account.run(ask('get', { network: 'TRX' }))).json.map(({ address }) => address)).toEqual([
		'two',
		'three',
	]);
	const other = { status: 'success', data: data[0] };
	account.emulator.fault({}, { kind: 'answer', status: 200, commit: false, body: other });
	const { error } = await account.run(ask('get', { network: 'TRX' }));
	expect(error?.message).toContain('Busha gave no address for USDT on the network TRX');
});
