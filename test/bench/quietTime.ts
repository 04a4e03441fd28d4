/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { setTimeout } from 'node:timers/promises';

import { clock } from '../../nodes/Busha/api/clock';
import type { Emulator } from '../../emulator';

/** So long nothing may happen before time moves on. */
const QUIET_MS = 4;

/**
 * Lets waits pass as soon as nothing else happens: while no request is under way, the emulator's time jumps to the end
 * of the shortest wait. So waits side by side take as long as the longest of them, as they do in real time.
 * Returns the function that puts real time back.
 */
export function quietTime(emulator: Emulator): () => void {
	const real = { ...clock };
	const sleepers: Array<{ until: number; wake: () => void }> = [];
	let over = false;
	clock.now = () => emulator.clock.now();
	clock.sleep = async (ms) =>
		await new Promise((wake) => sleepers.push({ until: emulator.clock.now() + Math.max(ms, 1), wake }));

	async function moveOn(): Promise<void> {
		for (let seen = -1; !over; ) {
			await setTimeout(QUIET_MS);
			const { requests } = emulator;
			const busy = requests.length !== seen || requests.slice(-20).some(({ status }) => status === undefined);
			seen = requests.length;
			if (busy || sleepers.length === 0) continue;
			emulator.clock.advance(Math.min(...sleepers.map(({ until }) => until)) - emulator.clock.now());
			const due = sleepers.filter(({ until }) => until <= emulator.clock.now());
			for (const sleeper of due) {
				sleepers.splice(sleepers.indexOf(sleeper), 1);
				sleeper.wake();
			}
		}
	}
	void moveOn();
	return () => {
		over = true;
		Object.assign(clock, real);
	};
}
