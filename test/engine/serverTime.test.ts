import { apiOf } from '../support/api';
import { testEmulator } from '../support/testEmulator';

const emulator = testEmulator({ startAt: '2026-03-01T12:00:00.250Z', speed: 0 });

/** Answers once with a clock that is so many minutes ahead. */
function ahead(minutes: number): void {
	const date = new Date(emulator.clock.now() + minutes * 60_000).toUTCString();
	emulator.fault(
		{},
		{ kind: 'answer', status: 200, commit: false, body: { status: 'success', data: [] }, headers: { Date: date } },
	);
}

test("Busha's clock is known from its answers, to everyone who uses the account", async () => {
	const [api, other] = [await apiOf(emulator), await apiOf(emulator)];
	expect(api.serverNow()).toBeUndefined();
	ahead(29);
	await api.get('/v1/balances');
	const start = Date.parse('2026-03-01T12:29:00.000Z');
	expect(other.as('CUS_Sample0000001').serverNow()).toEqual({ earliest: start, latest: start + 999 });

	emulator.clock.advance(600_000);
	expect(api.serverNow()).toEqual({ earliest: start + 600_000, latest: start + 600_999 });
});

test('all of the latest answers count, also one that refuses; accounts are told apart', async () => {
	const api = await apiOf(emulator);
	ahead(-3);
	await api.get('/v1/balances');
	const date = new Date(emulator.clock.now() + 7000).toUTCString();
	emulator.fault({}, { kind: 'answer', status: 400, commit: false, headers: { Date: date } });
	await expect(api.get('/v1/balances')).rejects.toThrow('refused');
	const latest = Date.parse(date) + 999;
	expect(api.serverNow()?.latest).toBeGreaterThanOrEqual(latest);
	expect(api.serverNow()?.earliest).toBeLessThan(latest - 9_000);
	expect((await apiOf(emulator, { secretKey: 'another' })).serverNow()).toBeUndefined();
});
