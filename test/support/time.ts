/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { EventEmitter, once } from 'node:events';
import http from 'node:http';
import { setImmediate } from 'node:timers/promises';

import { clock } from '../../nodes/Busha/api/clock';
import type { Emulator } from '../../emulator';

/** Turns of the event loop in which nothing may be sent before time goes on, so that nobody is about to send something. */
const QUIET_TURNS = 3;

/** Knows the requests of this process that have no answer yet, until it is told to stop. */
class UnderWay {
	private readonly request = http.request;
	private readonly ends = new EventEmitter();
	private count = 0;

	constructor() {
		http.request = ((...args: Parameters<typeof http.request>) => {
			const sent = this.request(...args);
			this.count++;
			sent.once('close', () => {
				this.count--;
				this.ends.emit('end');
			});
			return sent;
		}) as typeof http.request;
	}

	/** Resolves once no request is under way and nobody sends one. */
	async none(): Promise<void> {
		for (let turns = 0; turns < QUIET_TURNS; turns++) {
			await setImmediate();
			while (this.count > 0) {
				turns = 0;
				await once(this.ends, 'end');
			}
		}
	}

	stop(): void {
		http.request = this.request;
	}
}

/**
 * Waits that take no time: once all that happens at a moment has happened, the emulator's time moves on to the next
 * moment that somebody waits for. So a request takes no time either, however many wait beside it.
 */
class Waits {
	private readonly waiting: Array<{ until: number; wake: () => void }> = [];
	private moving = false;

	constructor(
		private readonly emulator: Emulator,
		private readonly requests: UnderWay,
	) {}

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
			await this.requests.none();
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
	const requests = new UnderWay();
	const waits = new Waits(emulator, requests);
	clock.now = () => emulator.clock.now() + skewMs;
	clock.sleep = async (ms) => await waits.wait(ms);
	clock.requestTimeoutMs = requestTimeoutMs;
	return () => {
		Object.assign(clock, real);
		requests.stop();
	};
}
