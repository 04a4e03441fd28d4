import { clock } from '../../nodes/Busha/api/clock';
import { Pace } from '../../nodes/Busha/api/pace';

const transfers = { name: 'GET /v1/transfers/{id}', resource: 'transfers' };
const hurried = { share: 2, withinMs: 1_000 };
const patient = { share: 1, withinMs: Infinity };

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
	const pace = new Pace();
	expect(await pace.turn(transfers, hurried)).toBeDefined();
	expect(await pace.turn(transfers, hurried)).toBeDefined();
	expect(await pace.turn(transfers, hurried)).toBeUndefined();
	expect(now).toBe(1_000_000);
	now += 59_500;
	expect(await pace.turn(transfers, hurried)).toBeDefined();
	expect(now).toBeLessThanOrEqual(1_060_600);
});

test('who has no time does not wait behind those who have', async () => {
	const pace = new Pace();
	await pace.turn(transfers, patient);
	const order: string[] = [];
	const others = [1, 2, 3].map(
		async (place) => await pace.turn(transfers, patient).then(() => order.push(`patient ${place}`)),
	);
	expect(await pace.turn(transfers, { ...hurried, share: 1 })).toBeUndefined();
	order.push('short');
	await Promise.all(others);
	expect(order[0]).toBe('short');
});
