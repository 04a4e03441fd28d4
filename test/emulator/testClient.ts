import { request } from 'undici';
import type { Emulator, Transfer } from '../../emulator';

export interface TestAnswer {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	text: string;
	/** The parsed JSON body; an empty object when it is none. */
	body: {
		data?: never;
		error?: { name: string; message: string };
		fields?: Record<string, unknown>;
		pagination?: { next_cursor?: string; previous_cursor?: string; current_entries_size: number };
	};
}

export interface CallOptions {
	body?: unknown;
	profile?: string;
	headers?: Record<string, string>;
	signal?: AbortSignal;
}

/** A plain HTTP client of one emulator, with the secret key. */
export class TestClient {
	constructor(private readonly emulator: Emulator) {}

	async call(
		method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
		path: string,
		options: CallOptions = {},
	): Promise<TestAnswer> {
		const headers: Record<string, string> = { authorization: `Bearer ${this.emulator.secretKey}` };
		if (options.body !== undefined) headers['content-type'] = 'application/json';
		if (options.profile !== undefined) headers['x-bu-profile-id'] = options.profile;
		const body = options.body === undefined ? undefined : JSON.stringify(options.body);
		const answer = await request(this.emulator.url + path, {
			method,
			headers: { ...headers, ...options.headers },
			body,
			signal: options.signal,
		});
		const text = await answer.body.text();
		return { status: answer.statusCode, headers: answer.headers, text, body: parse(text) };
	}

	/** The `data` of a call that must succeed. */
	async data<T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, options: CallOptions = {}): Promise<T> {
		const answer = await this.call(method, path, options);
		if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
		return answer.body.data as unknown as T;
	}

	async quote(
		body: object,
		profile?: string,
	): Promise<{ id: string; source_amount: string; target_amount: string; status: string; expires_at: string }> {
		return await this.data('POST', '/v1/quotes', { body, profile });
	}

	/** Quote and transfer in one go. */
	async pay(body: object, profile?: string): Promise<Transfer> {
		const { id } = await this.quote(body, profile);
		return await this.data('POST', '/v1/transfers', { body: { quote_id: id }, profile });
	}

	/** All rows of a list, page by page. */
	async all<T>(path: string, limit: number): Promise<T[]> {
		const rows: T[] = [];
		let cursor: string | undefined;
		do {
			const query = new URLSearchParams({ limit: String(limit), ...(cursor ? { cursor } : {}) });
			const answer = await this.call('GET', `${path}${path.includes('?') ? '&' : '?'}${query}`);
			rows.push(...(answer.body.data as unknown as T[]));
			cursor = answer.body.pagination?.next_cursor;
		} while (cursor);
		return rows;
	}
}

function parse(text: string): TestAnswer['body'] {
	try {
		return JSON.parse(text) as TestAnswer['body'];
	} catch {
		return {};
	}
}

export const PAYOUT = (recipientId: string, amount = '1000') => ({
	source_currency: 'NGN',
	target_currency: 'NGN',
	source_amount: amount,
	pay_out: { type: 'bank_transfer', recipient_id: recipientId },
});

export const CONVERSION = { source_currency: 'NGN', target_currency: 'USDT', source_amount: '50000' };

export const INDIVIDUAL = {
	type: 'individual',
	email: 'ada.sample@gmail.com',
	has_accepted_terms: true,
	country_id: 'NG',
	phone: '+234 8000000001',
	birth_date: '24-12-2000',
	first_name: 'Ada',
	last_name: 'Sample',
	address: { city: 'Lagos', state: 'Lagos', country_id: 'NG', address_line_1: '1 Sample Close' },
};
