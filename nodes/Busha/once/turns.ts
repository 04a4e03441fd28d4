const last = new Map<unknown, Promise<unknown>>();

/**
 * Runs a task after all earlier ones of the same key have ended, in this process. Payments with one account, profile,
 * kind and reference wait for each other, so that the later one sees what the earlier one did.
 */
export async function inTurn<T>(key: unknown, task: () => Promise<T>): Promise<T> {
	const before = last.get(key) ?? Promise.resolve();
	const mine = before.then(task);
	const ended = mine.then(
		() => undefined,
		() => undefined,
	);
	last.set(key, ended);
	void ended.then(() => {
		if (last.get(key) === ended) last.delete(key);
	});
	return await mine;
}
