/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a tool of the developers, never published */
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Throws an error that tells what to do when another program listens on a port. 0 stands for any free one. */
export async function mustBeFree(port: number): Promise<void> {
	const server = createServer().listen(port, '127.0.0.1');
	const [problem] = (await Promise.race([once(server, 'listening'), once(server, 'error')])) as Array<
		{ code?: string } | undefined
	>;
	server.close();
	if (problem)
		throw new Error(`Port ${port} is used by another program (${problem.code ?? 'unknown'}). Choose another one.`);
}
