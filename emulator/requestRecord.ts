/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import type { IncomingMessage } from 'node:http';
import { newId } from './ids';
import type { RecordedRequest } from './types';

/** Everything known about a request on arrival. */
export function recordOf(message: IncomingMessage, rawBody: string, index: number, at: number): RecordedRequest {
	const url = message.url ?? '/';
	const mark = url.indexOf('?');
	const path = mark < 0 ? url : url.slice(0, mark);
	const search = mark < 0 ? '' : url.slice(mark + 1);
	const profileId = message.headers['x-bu-profile-id'];
	return {
		index,
		method: message.method ?? 'GET',
		path,
		search,
		query: queryOf(search),
		headers: message.headers,
		body: parse(rawBody),
		rawBody,
		resource: path.split('/')[2] ?? '',
		...(typeof profileId === 'string' ? { profileId } : {}),
		at,
		requestId: newId('req_', 12),
		committed: false,
	};
}

/** Repeated names, with or without brackets, make an array. */
function queryOf(text: string): Record<string, string | string[]> {
	const query: Record<string, string | string[]> = {};
	for (const [name, value] of new URLSearchParams(text)) {
		const listed = name.endsWith('[]');
		const key = listed ? name.slice(0, -2) : name;
		const known = query[key];
		if (known === undefined) query[key] = listed ? [value] : value;
		else query[key] = [...(Array.isArray(known) ? known : [known]), value];
	}
	return query;
}

function parse(rawBody: string): unknown {
	try {
		return rawBody === '' ? undefined : (JSON.parse(rawBody) as unknown);
	} catch {
		return undefined;
	}
}
