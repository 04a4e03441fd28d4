import fc from 'fast-check';

import { type Slot, Window } from '../../nodes/Busha/api/window';

const MINUTE = 60_000;
const LIMIT = 100;

/** A window of requests, one each second. */
function filled(requests: number): Window {
	const window = new Window();
	for (let index = 0; index < requests; index++) window.add({ at: index * 1_000 });
	return window;
}

test('a window that nobody asks holds no more than the last two minutes', () => {
	const { slots } = filled(100_000) as unknown as { slots: unknown[] };
	expect(slots.length).toBeLessThanOrEqual(2 * 61);
});

test('at any moment the requests of the last minute count', () => {
	const window = new Window();
	for (let now = 0; now < 300; now++) {
		window.add({ at: now * 1_000 });
		expect(window.count(now * 1_000)).toBe(Math.min(now + 1, 61));
		expect(window.freeAt(10, now * 1_000)).toBe(now < 9 ? now * 1_000 : (now - 9) * 1_000 + MINUTE + 5);
	}
});

test('a request that was taken back does not count, and one that is over takes no other with it', () => {
	const window = new Window();
	const slots = Array.from({ length: 100 }, (_, second) => ({ at: second * 1_000 }));
	for (const slot of slots) window.add(slot);
	for (const slot of slots.filter((_slot, second) => second % 2 === 1)) window.remove(slot);
	expect(window.count(99_000)).toBe(30);
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

/** What a window is: a list that loses from its front what is over. */
class Plain {
	slots: Slot[] = [];

	count(now: number): number {
		const first = this.slots.findIndex(({ at }) => at + MINUTE + 5 > now);
		this.slots = first < 0 ? [] : this.slots.slice(first);
		return this.slots.length;
	}

	freeAt(limit: number, now: number): number {
		const count = this.count(now);
		const oldest = count < limit ? undefined : this.slots[count - limit];
		return oldest ? oldest.at + MINUTE + 5 : now;
	}
}

test('it counts as a plain list does, whenever requests are sent, answered and taken back', () => {
	const step = fc.record({
		afterMs: fc.integer({ min: 0, max: 40_000 }),
		does: fc.constantFrom('send', 'send', 'send', 'answer', 'takeBack'),
		which: fc.nat(),
		limit: fc.integer({ min: 1, max: 5 }),
	});
	fc.assert(
		fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
			const [window, plain] = [new Window(), new Plain()];
			const sent: Slot[] = [];
			let now = 0;
			for (const { afterMs, does, which, limit } of steps) {
				now += afterMs;
				const slot = does === 'send' ? { at: now } : sent[which % sent.length];
				if (does === 'send' && slot) {
					sent.push(slot);
					window.add(slot);
					plain.slots.push(slot);
				}
				if (does === 'answer' && slot) slot.at = now;
				if (does === 'takeBack' && slot) {
					window.remove(slot);
					plain.slots = plain.slots.filter((one) => one !== slot);
				}
				expect([window.freeAt(limit, now), window.count(now)]).toEqual([plain.freeAt(limit, now), plain.count(now)]);
			}
		}),
	);
});
