import type { Busha } from '../api/client';
import { digestOf } from './digest';
import type { Input } from './input';
import type { Entry } from './ledger';
import type { Run } from './open';

/** Busha, acting for the customer of an item if its operation has one. */
export function actingFor({ operation, api }: Run, input: Input): Busha {
	const profile = operation.fields.find((field) => field.profile);
	return profile ? api.as(input[profile.name] as string | undefined) : api;
}

/** Whether an earlier try finished an item that asks for the same now. */
export function isFinished({ api }: Run, { output, input: asked }: Entry, input: Input): boolean {
	return output !== undefined && asked === digestOf([api.account, input]);
}

/**
 * Returns what every item waits for that is about to be run: the operation's look at all of them, taken once. What
 * earlier tries finished, or may have executed already, is not among them.
 */
export function lookBefore(run: Run, inputs: ReadonlyArray<Input | undefined>): () => Promise<void> {
	let looked: Promise<void> | undefined;
	const look = async (): Promise<void> => {
		const items = inputs.flatMap((input, itemIndex) => {
			if (!input) return [];
			const left = run.ledger.left(itemIndex);
			return left.posted || isFinished(run, left, input) ? [] : [{ api: actingFor(run, input), input: input as never }];
		});
		await run.operation.before?.(items);
	};
	return async () => await (looked ??= look());
}
