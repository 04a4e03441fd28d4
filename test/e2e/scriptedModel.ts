/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the model answers: a call of a tool, or its last word. */
export type Turn = { tool: string; args: object } | { text: string };

interface Asked {
	messages: Array<{ role: string; content: unknown }>;
	tools?: Array<{ function: { name: string; description: string; parameters: object } }>;
}

/** A chat model on this machine, with the API that most of them share, which answers from a script. */
export class ScriptedModel {
	/** What it was asked, one after the other. */
	readonly asked: Asked[] = [];
	private readonly server: Server;

	constructor(private readonly turns: Turn[]) {
		this.server = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				this.asked.push(JSON.parse(Buffer.concat(chunks).toString()) as Asked);
				response.setHeader('content-type', 'application/json');
				response.end(JSON.stringify(this.answer()));
			});
		});
	}

	async listen(): Promise<this> {
		this.server.listen(0, '127.0.0.1');
		await once(this.server, 'listening');
		return this;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
	}

	/** What its tools have answered, as it was told. */
	get heard(): string[] {
		const last = this.asked.at(-1)?.messages ?? [];
		return last.filter(({ role }) => role === 'tool').map(({ content }) => JSON.stringify(content));
	}

	stop(): void {
		this.server.close();
	}

	private answer(): object {
		const number = this.asked.length;
		const turn = this.turns[number - 1] ?? { text: 'That is all.' };
		const call = 'tool' in turn && {
			content: null,
			tool_calls: [
				{ id: `call_${number}`, type: 'function', function: { name: turn.tool, arguments: JSON.stringify(turn.args) } },
			],
		};
		const message = { role: 'assistant', ...(call || { content: (turn as { text: string }).text }) };
		return {
			id: `answer_${number}`,
			object: 'chat.completion',
			created: 1,
			model: 'scripted',
			choices: [{ index: 0, message, finish_reason: call ? 'tool_calls' : 'stop' }],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		};
	}
}
