/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A mail server on this machine that takes every letter and delivers none. */
export class Mailbox {
	/** The letters as they were sent, with their headers, soft line breaks undone. */
	readonly letters: string[] = [];
	private readonly server: Server = createServer((socket) => this.talk(socket));

	async listen(): Promise<this> {
		this.server.listen(0, '127.0.0.1');
		await once(this.server, 'listening');
		return this;
	}

	/** The credential that n8n sends its letters here with. */
	get smtp(): {
		user: string;
		password: string;
		host: string;
		port: number;
		secure: boolean;
		disableStartTls: boolean;
	} {
		const { port } = this.server.address() as AddressInfo;
		return { user: '', password: '', host: '127.0.0.1', port, secure: false, disableStartTls: true };
	}

	/** Waits for the next letter after the first `known` ones. */
	async next(known: number): Promise<string> {
		for (let tries = 0; tries < 300; tries++) {
			const letter = this.letters[known];
			if (letter !== undefined) return letter;
			await sleep(100);
		}
		throw new Error('No letter came');
	}

	stop(): void {
		this.server.close();
	}

	private talk(socket: Socket): void {
		let heard = '';
		let letter: string | undefined;
		socket.write('220 here\r\n');
		socket.on('error', () => socket.destroy());
		socket.on('data', (chunk) => {
			heard += chunk.toString('utf8');
			for (let end = heard.indexOf('\r\n'); end >= 0; end = heard.indexOf('\r\n')) {
				const line = heard.slice(0, end);
				heard = heard.slice(end + 2);
				if (letter === undefined) {
					if (line === 'DATA') letter = '';
					socket.write(line === 'DATA' ? '354 go on\r\n' : line === 'QUIT' ? '221 bye\r\n' : '250 fine\r\n');
				} else if (line === '.') {
					this.letters.push(letter.replace(/=\n/g, '').replace(/=3D/g, '='));
					letter = undefined;
					socket.write('250 taken\r\n');
				} else letter += `${line}\n`;
			}
		});
	}
}
