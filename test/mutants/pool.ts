/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- a tool of the developers, never published */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { type Answer, type Order, PATIENCE_MS } from './work';

/** So many orders are given to one process: what mutants leave behind in it piles up. */
const ORDERS_A_PROCESS = 150;

/** Gives each order to a worker, and its answer to `done`; `undefined` when the worker crashed or hung. */
export async function giveAll<T extends Order>(
	orders: readonly T[],
	jobs: number,
	done: (order: T, answer: Answer | undefined) => void,
): Promise<void> {
	let next = 0;
	const serve = async (job: number): Promise<void> => {
		let child: ChildProcess | undefined;
		let given = 0;
		const end = () => {
			child?.kill('SIGKILL');
			child = undefined;
			given = 0;
		};
		for (let order = orders[next++]; order !== undefined; order = orders[next++]) {
			child ??= fork(join(__dirname, 'worker.ts'), {
				env: { ...process.env, NODE_ENV: 'test', JEST_WORKER_ID: `mutants-${job}` },
				stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
			});
			const answer = await answerOf(child, order);
			done(order, answer);
			if (answer === undefined || answer.killer?.slow || ++given === ORDERS_A_PROCESS) end();
		}
		end();
	};
	await Promise.all(Array.from({ length: jobs }, async (_, job) => await serve(job)));
}

async function answerOf(child: ChildProcess, order: Order): Promise<Answer | undefined> {
	const settled = new AbortController();
	const { signal } = settled;
	const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
	child.send(order);
	try {
		const [answer] = (await Promise.race([once(child, 'message', { signal }), once(child, 'exit', { signal })])) as [
			Answer | number | null,
		];
		return typeof answer === 'object' && answer !== null ? answer : undefined;
	} finally {
		clearTimeout(timer);
		settled.abort();
	}
}
