import type { Job, Measured } from './measureProcess';
import { messageOf, type Servers, startProcess } from './processes';

/** A run in a process of its own, and the requests that it sent. */
export async function inOwnProcess(
	{ world, ask }: Servers,
	job: Omit<Job, 'world'>,
): Promise<Measured & { requests: number }> {
	const total = async (): Promise<number> => Object.values(await ask({})).reduce((sum, sent: number) => sum + sent, 0);
	// The run before the one that counts sends one request.
	const before = (await total()) + 1;
	const child = startProcess('measureProcess.ts');
	child.send({ ...job, world } satisfies Job);
	const measured = await messageOf<Measured>(child);
	return { ...measured, requests: (await total()) - before };
}
