/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RunningServer {
	url: string;
	stop(): Promise<void>;
}

/** An HTTP server on 127.0.0.1 that reads whole bodies. stop() also ends requests that hang. */
export async function startServer(
	port: number,
	handle: (message: IncomingMessage, rawBody: string, response: ServerResponse) => void,
): Promise<RunningServer> {
	const server = createServer((message, response) => {
		const chunks: Buffer[] = [];
		message.on('data', (chunk: Buffer) => chunks.push(chunk));
		message.on('end', () => handle(message, Buffer.concat(chunks).toString(), response));
		// A client that goes away is not the emulator's problem.
		message.on('error', () => undefined);
		response.on('error', () => undefined);
	});
	// Longer than clients keep idle connections, so that only faults break one.
	server.keepAliveTimeout = 120_000;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => resolve());
	});
	const stop = async () => {
		const closed = new Promise<void>((resolve) => server.close(() => resolve()));
		server.closeAllConnections();
		await closed;
	};
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}
