/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a tool of the developers, never published */
import { join } from 'node:path';

import type { Mutant } from './mutants';

export const ROOT = join(__dirname, '..', '..');

/** How long one test may take. */
export const LIMIT_MS = 10_000;

export interface Watched {
	file: string;
	name: string;
	ms: number;
	/** The places that it passes, as `file place`. */
	places: string[];
	/** Why it fails even without a mutant. */
	problem?: string;
}

/** What a worker is asked: to watch a test file, or to kill a mutant. */
export type Order =
	| { watch: string; sources: readonly string[] }
	| { mutant: Mutant; tests: ReadonlyArray<{ file: string; name: string }> };

export interface Answer {
	tests: Watched[];
	/** The first test that fails. */
	killer?: { file: string; name: string; slow: boolean };
}

/** How long a worker may be silent: a mutant may run in circles without ever letting go. */
export const PATIENCE_MS = 180_000;
