import type { Emulator, Fault } from '../../emulator';
import { startEmulator } from '../../emulator';
import type { Busha } from '../../nodes/Busha/api/client';
import { clock } from '../../nodes/Busha/api/clock';
import { apiOf } from './api';

/** What a scripted Busha gives for a request: an object or a list, nothing for a 404, or anything that goes wrong. */
export type Scripted = object | undefined | Fault;

/** A request as a script sees it. */
export interface Asked {
	method: string;
	path: string;
	/** The cursor of a page. */
	cursor?: string;
	/** Milliseconds since the script began. */
	at: number;
}

/** A Busha that answers from a script, on a clock that moves only while the code under test waits. */
export interface Script {
	api: Busha;
	/** The moment at which the script begins, in milliseconds, by this machine's clock and by Busha's. */
	start: number;
	/** Every request so far. */
	asked: Asked[];
	/** Lets time pass. */
	pass: (ms: number) => void;
	close: () => Promise<void>;
}

const START = Date.parse('2026-11-25T12:00:00Z');

const isFault = (given: Scripted): given is Fault => given !== undefined && 'kind' in given;

/** A list as one page, or the first of several. */
export const rows = (data: object[], next?: string): Fault => ({
	kind: 'answer',
	status: 200,
	commit: false,
	body: { status: 'success', data, pagination: { next_cursor: next } },
});

function answered(given: Scripted): Fault {
	if (given === undefined) return { kind: 'answer', status: 404, commit: false };
	return isFault(given)
		? given
		: { kind: 'answer', status: 200, commit: false, body: { status: 'success', data: given } };
}

/** Begins a script. `timeKnown`: Busha has shown its clock. A request may take 30 seconds. */
export async function startScript(
	answer: (asked: Asked) => Scripted,
	{ timeKnown = true, profileId }: { timeKnown?: boolean; profileId?: string } = {},
): Promise<Script> {
	const emulator: Emulator = await startEmulator();
	emulator.forms = { dateHidden: true };
	const real = { ...clock };
	let now = START;
	clock.now = () => now;
	clock.sleep = async (ms) => {
		now += ms;
		return await Promise.resolve();
	};
	const asked: Asked[] = [];
	emulator.onRequest(({ method, path, query }) => {
		const one = { method, path, cursor: query.cursor as string | undefined, at: now - START };
		asked.push(one);
		return answered(answer(one));
	});
	const api = (await apiOf(emulator)).as(profileId);
	if (timeKnown) api.heardTime(new Date(START).toISOString());
	return {
		api,
		start: START,
		asked,
		pass: (ms) => {
			now += ms;
		},
		close: async () => {
			Object.assign(clock, real);
			await emulator.stop();
		},
	};
}
