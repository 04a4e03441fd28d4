import { clock } from '../../nodes/Busha/api/clock';
import { Pace } from '../../nodes/Busha/api/pace';

const real = { ...clock };
let now = 0;
beforeEach(() => {
	now = 1_000_000;
	clock.now = () => now;
	clock.sleep = async (ms) => {
		now += ms;
		await Promise.resolve();
	};
});
afterEach(() => Object.assign(clock, real));

test('who has no time gets a turn at once, or none', async () => {
	const pace = new Pace(2);
	expect(await pace.turn('transfers', undefined, 1_000)).toBeDefined();
	expect(await pace.turn('transfers', undefined, 1_000)).toBeDefined();
	expect(await pace.turn('transfers', undefined, 1_000)).toBeUndefined();
	expect(now).toBe(1_000_000);
	now += 59_500;
	expect(await pace.turn('transfers', undefined, 1_000)).toBeDefined();
	expect(now).toBeLessThanOrEqual(1_060_600);
});

test('who has no time does not wait behind those who have', async () => {
	const pace = new Pace(1);
	await pace.turn('transfers');
	const order: string[] = [];
	const patient = [1, 2, 3].map(async (place) => await pace.turn('transfers').then(() => order.push(`patient ${place}`)));
	expect(await pace.turn('transfers', undefined, 1_000)).toBeUndefined();
	order.push('short');
	await Promise.all(patient);
	expect(order[0]).toBe('short');
});
