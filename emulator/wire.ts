/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import type { ServerResponse } from 'node:http';
import type { Reply } from './exchange';
import type { Spoiler } from './faults';
import type { Forms } from './forms';
import type { RecordedRequest } from './types';

const HTML =
	'<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><h1>Please wait</h1></body></html>';

const ERROR_NAMES: Record<number, string> = {
	400: 'bad_request',
	401: 'unauthorized',
	403: 'forbidden',
	404: 'not_found',
	409: 'conflict',
	422: 'unprocessable',
	429: 'too_many_requests',
	500: 'internal_server_error',
	503: 'service_unavailable',
};

/** Dates an answer by the emulator's clock, not by the machine's; or not at all. */
export function dated(response: ServerResponse, { dateHidden, dateSkewMs }: Forms, now: number): void {
	response.sendDate = false;
	if (!dateHidden) response.setHeader('Date', new Date(now + dateSkewMs).toUTCString());
}

/** Puts an answer on the wire: the plain one, or what the fault makes of it. */
export function send(
	response: ServerResponse,
	request: RecordedRequest,
	reply: Reply | undefined,
	spoiler: Spoiler | undefined,
): void {
	if (response.destroyed) return;
	if (!spoiler) return plain(response, request, reply as Reply);
	const headers = { 'X-Request-Id': request.requestId };
	switch (spoiler.kind) {
		case 'hang':
			return;
		case 'reset':
			response.socket?.resetAndDestroy();
			return;
		case 'cut':
			return cut(response, request, reply as Reply);
		case 'html':
			return write(response, request, spoiler.status ?? 200, { ...headers, 'content-type': 'text/html' }, HTML);
		case 'redirect':
			return write(response, request, spoiler.status ?? 302, { ...headers, location: spoiler.location }, '');
		case 'answer': {
			if (spoiler.retryAfter !== undefined) Object.assign(headers, { 'Retry-After': String(spoiler.retryAfter) });
			const {
				status,
				body = { error: { name: ERROR_NAMES[status] ?? 'error', message: `Emulated failure ${status}` } },
			} = spoiler;
			const isText = typeof body === 'string';
			const type = { 'content-type': isText ? 'text/plain' : 'application/json' };
			return write(
				response,
				request,
				status,
				{ ...headers, ...type, ...spoiler.headers },
				isText ? body : JSON.stringify(body),
			);
		}
	}
}

function plain(response: ServerResponse, request: RecordedRequest, reply: Reply): void {
	const { type, text } = payload(reply);
	write(response, request, reply.status, { ...reply.headers, ...type }, text);
}

function payload({ body, csv }: Reply): { type: Record<string, string>; text: string } {
	if (csv !== undefined) return { type: { 'content-type': 'text/csv' }, text: csv };
	return body ? { type: { 'content-type': 'application/json' }, text: JSON.stringify(body) } : { type: {}, text: '' };
}

/** Announces the whole body, sends half of it, and breaks the connection. */
function cut(response: ServerResponse, request: RecordedRequest, reply: Reply): void {
	const { type, text } = payload(reply);
	const bytes = Buffer.from(text);
	request.status = reply.status;
	response.writeHead(reply.status, { ...reply.headers, ...type, 'content-length': bytes.length });
	response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy());
}

function write(
	response: ServerResponse,
	request: RecordedRequest,
	status: number,
	headers: Record<string, string>,
	body: string,
): void {
	request.status = status;
	response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
	response.end(body);
}
