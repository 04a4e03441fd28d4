/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { setImmediate } from 'node:timers/promises';

import { clock } from '../../nodes/Busha/api/clock';
import type { Emulator } from '../../emulator';

/**
 * Lets the package's waits pass at once: a wait moves the emulator's time forward instead of taking real time, and
 * requests without an answer are given up soon. `skewMs` is how far the package's clock is ahead of the emulator's.
 * Returns the function that puts real time back.
 */
export function fastTime(emulator: Emulator, { requestTimeoutMs = 5_000, skewMs = 0 } = {}): () => void {
	const real = { ...clock };
	clock.now = () => emulator.clock.now() + skewMs;
	clock.sleep = async (ms) => {
		emulator.clock.advance(ms);
		await setImmediate();
	};
	clock.requestTimeoutMs = requestTimeoutMs;
	return () => {
		Object.assign(clock, real);
	};
}
