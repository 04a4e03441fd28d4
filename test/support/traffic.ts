/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { appendFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { Emulator, PLAIN } from '../../emulator';

/** A request that the node sent, as it was on the wire, and what the emulated Busha answered. */
export interface Traffic {
	/** The test, or the command, that made the node send it. */
	seenIn: string;
	method: string;
	/** Without the query. */
	path: string;
	/** The query, without its question mark. */
	search: string;
	headers: Record<string, string | string[] | undefined>;
	rawBody: string;
	/** Missing where a fault took Busha's place, or where the emulator was to behave otherwise than plainly. */
	answer?: { status: number; body: unknown };
}

/** The environment variable that names the folder to record in. */
export const RECORD_IN = 'RECORD_TRAFFIC';

/** What n8n calls itself in each request. A test that asks by hand calls itself something else. */
const N8N = 'n8n';

/**
 * Records what the node sends to emulators in this process from now on, if {@link RECORD_IN} is set. What the emulator
 * itself finds malformed is left out: a test wanted it so, or fails by it.
 */
export function recordTraffic(seenIn: () => string): void {
	const folder = process.env[RECORD_IN];
	if (!folder) return;
	mkdirSync(folder, { recursive: true });
	const file = join(folder, `${process.pid}.jsonl`);
	Emulator.observer = ({ request, reply, forms }) => {
		const { method, path, search, headers, rawBody, operationId, problems } = request;
		if (headers['user-agent'] !== N8N || !operationId || problems) return;
		const answer = reply && isDeepStrictEqual(forms, PLAIN) ? { status: reply.status, body: reply.body } : undefined;
		const line: Traffic = { seenIn: seenIn(), method, path, search, headers, rawBody, answer };
		appendFileSync(file, `${JSON.stringify(line)}\n`);
	};
}

/** Everything that was recorded in a folder. */
export function recordedTraffic(folder: string): Traffic[] {
	return readdirSync(folder)
		.sort()
		.flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
		.filter(Boolean)
		.map((line) => JSON.parse(line) as Traffic);
}
