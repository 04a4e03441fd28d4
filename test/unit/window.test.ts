import { Window } from '../../nodes/Busha/api/window';

const MINUTE = 60_000;
const LIMIT = 100;

/** A window of requests, one each second. */
function filled(requests: number): Window {
	const window = new Window();
	for (let index = 0; index < requests; index++) window.add({ at: index * 1_000 });
	return window;
}

test('a window that nobody asks holds no more than the last minute', () => {
	const { slots } = filled(100_000) as unknown as { slots: unknown[] };
	expect(slots.length).toBeLessThanOrEqual(61);
});

test('a request fits in once enough of the earlier ones are a minute old', () => {
	const window = new Window();
	for (let index = 0; index < LIMIT; index++) window.add({ at: index });
	expect(window.freeAt(LIMIT, 200)).toBe(MINUTE + 5);
	expect(window.freeAt(LIMIT + 1, 200)).toBe(200);
});

test('after the clock was set back nobody waits for longer than a minute', () => {
	const window = filled(LIMIT);
	window.setBack(-10 * MINUTE);
	expect(window.freeAt(1, -10 * MINUTE)).toBeLessThanOrEqual(-9 * MINUTE + 5);
});
