/**
 * Handles one kind of error of a promise: gives what `handle` returns, or throws what it throws. Every other error
 * passes as it is.
 */
export async function rescue<T, E extends Error>(
	promise: Promise<T>,
	kind: abstract new (...args: never[]) => E,
	handle: (error: E) => T | Promise<T>,
): Promise<T> {
	return await promise.catch(async (problem: unknown) => {
		if (!(problem instanceof kind)) throw problem;
		return await handle(problem);
	});
}
