import { delayMs, type Effort } from './effort';
import type { Outcome } from './failure';

/**
 * What a request may have changed.
 * - `read`: nothing.
 * - `draft`: it made something that has no effect until it is used, and that expires by itself: a quote.
 * - `write`: it made or changed something that stays.
 * - `money`: it may have moved money.
 */
export type Effect = 'read' | 'draft' | 'write' | 'money';

/**
 * What is known after a try that did not succeed.
 * - `notSent`: it never reached Busha. Soon it may.
 * - `barred`: it never reached Busha, and the same try would not reach it soon either.
 * - `limited`: Busha answered that there were too many requests, and did nothing.
 * - `rejected`: Busha answered that it did not do it.
 * - `empty`: Busha answered that it succeeded, but without what was asked for.
 * - `unknown`: no answer, or one that does not tell: it may have happened.
 */
export type Result = 'notSent' | 'barred' | 'limited' | 'rejected' | 'empty' | 'unknown';

/** `repeat`: send the same request again. `look`: find out first whether it happened. `stop`: give up. */
export type Next = 'repeat' | 'look' | 'stop';

interface Rule {
	next: Next;
	outcome: Outcome;
}

const HARMLESS: Readonly<Record<Result, Rule>> = {
	notSent: { next: 'repeat', outcome: 'notSent' },
	barred: { next: 'stop', outcome: 'notSent' },
	limited: { next: 'repeat', outcome: 'rejected' },
	rejected: { next: 'stop', outcome: 'rejected' },
	empty: { next: 'stop', outcome: 'rejected' },
	unknown: { next: 'repeat', outcome: 'rejected' },
};

const LASTING: Readonly<Record<Result, Rule>> = {
	...HARMLESS,
	empty: { next: 'look', outcome: 'unknown' },
	unknown: { next: 'look', outcome: 'unknown' },
};

/** What the result of a try means, by the effect of its call. A table of values: the one place that decides it. */
export const RULES: Readonly<Record<Effect, Readonly<Record<Result, Rule>>>> = {
	read: HARMLESS,
	draft: { ...HARMLESS, unknown: { next: 'repeat', outcome: 'unknown' } },
	write: LASTING,
	money: LASTING,
};

/** What is known of the tries of one call so far, all of which failed. */
export interface Tries {
	effect: Effect;
	/** How they ended, in their order: one or more. */
	results: readonly Result[];
	/** Milliseconds since the first try, those in which the call waited for its turn left out. */
	elapsedMs: number;
	/** Milliseconds since connections began to fail. */
	awayMs: number;
	/** Milliseconds that Busha asked to wait. */
	retryAfterMs?: number;
	/** Whether the call can find out what a try did. */
	recoverable: boolean;
}

/** What to do after a failed try, in this order: wait, look what it did if it is to be looked, send it again or give up. */
export interface Decision {
	waitMs: number;
	look: boolean;
	again: boolean;
}

const GIVE_UP: Decision = { waitMs: 0, look: false, again: false };

/** Decides what follows a failed try. `random` is a number from 0 to 1. */
export function decide(tries: Tries, effort: Effort, random: number): Decision {
	const rules = RULES[tries.effect];
	const last = tries.results[tries.results.length - 1] ?? 'rejected';
	// Once it may have happened, no later answer proves that it did not.
	const doubt = tries.results.some((result) => rules[result].next === 'look');
	const next = doubt ? 'look' : rules[last].next;
	if (next === 'stop' || (doubt && !tries.recoverable)) return GIVE_UP;

	const kind = kindOf(last);
	const failures = tries.results.filter((result) => kindOf(result) === kind).length;
	const waitMs = delayMs(failures, random, effort[kind].waitMs, tries.retryAfterMs);
	const late = (kind === 'notSent' ? tries.awayMs : tries.elapsedMs) + waitMs > effort[kind].ms;
	const again = !late && failures < effort[kind].tries;
	return { waitMs: again || (doubt && !late) ? waitMs : 0, look: doubt, again };
}

function kindOf(result: Result): 'limited' | 'notSent' | 'other' {
	return result === 'limited' || result === 'notSent' ? result : 'other';
}

/** Whether a call may have had an effect, after all its tries failed. */
export function outcomeOf(effect: Effect, results: readonly Result[]): Outcome {
	const outcomes = results.map((result) => RULES[effect][result].outcome);
	return outcomes.includes('unknown') ? 'unknown' : (outcomes[outcomes.length - 1] ?? 'rejected');
}

/** Whether a failure tells that there is no such object. A web page with status 404 does not: it is not Busha's. */
export function isNothing({ httpCode, name }: { httpCode?: number; name?: string }): boolean {
	return httpCode === 404 && name !== undefined;
}
