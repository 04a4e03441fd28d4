/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { EventEmitter, once } from 'node:events';
import http from 'node:http';
import { setImmediate } from 'node:timers/promises';

import { clock } from '../../nodes/Busha/api/clock';
import type { Emulator } from '../../emulator';

/** Turns of the event loop in which nothing may be sent before time goes on, so that nobody is about to send something. */
const QUIET_TURNS = 3;

/** The requests of this process that have no answer yet. */
const underWay = { requests: 0, ends: new EventEmitter() };

const request = http.request;
http.request = ((...args: Parameters<typeof request>) => {
	const sent = request(...args);
	underWay.requests++;
	sent.once('close', () => {
		underWay.requests--;
		underWay.ends.emit('end');
	});
	return sent;
}) as typeof request;

/** Resolves once no request is under way and nobody sends one. */
async function quiet(): Promise<void> {
	for (let turns = 0; turns < QUIET_TURNS; turns++) {
		await setImmediate();
		while (underWay.requests > 0) {
			turns = 0;
			await once(underWay.ends, 'end');
		}
	}
}

/**
 * Waits that take no time: once all that happens at a moment has happened, the emulator's time moves on to the next
 * moment that somebody waits for. So a request takes no time either, however many wait beside it.
 */
class Waits {
	private readonly waiting: Array<{ until: number; wake: () => void }> = [];
	private moving = false;

	constructor(private readonly emulator: Emulator) {}

	async wait(ms: number): Promise<void> {
		const until = this.emulator.clock.now() + ms;
		await new Promise<void>((wake) => {
			this.waiting.push({ until, wake });
			void this.moveOn();
		});
	}

	private async moveOn(): Promise<void> {
		if (this.moving) return;
		this.moving = true;
		while (this.waiting.length > 0) {
			await quiet();
			const [next] = this.waiting.sort((a, b) => a.until - b.until).splice(0, 1);
			if (!next) break;
			this.emulator.clock.advance(Math.max(0, next.until - this.emulator.clock.now()));
			next.wake();
		}
		this.moving = false;
	}
}

/**
 * Lets the package's waits pass at once: a wait moves the emulator's time forward instead of taking real time, and
 * requests without an answer are given up soon. `skewMs` is how far the package's clock is ahead of the emulator's.
 * Returns the function that puts real time back.
 */
export function fastTime(emulator: Emulator, { requestTimeoutMs = 5_000, skewMs = 0 } = {}): () => void {
	const real = { ...clock };
	const waits = new Waits(emulator);
	clock.now = () => emulator.clock.now() + skewMs;
	clock.sleep = async (ms) => await waits.wait(ms);
	clock.requestTimeoutMs = requestTimeoutMs;
	return () => {
		Object.assign(clock, real);
	};
}
