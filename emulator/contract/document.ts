/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

export type Schema = Record<string, unknown>;

export interface Parameter {
	name: string;
	in: 'query' | 'path' | 'header';
	required?: boolean;
	schema: Schema;
}

export interface Content {
	content?: Record<string, { schema: Schema } | undefined>;
}

export interface OperationObject {
	operationId: string;
	deprecated?: boolean;
	security?: Array<Record<string, unknown>>;
	parameters?: Array<Parameter | { $ref: string }>;
	requestBody?: Content & { required?: boolean };
	responses: Record<string, Content | { $ref: string }>;
}

export interface Document {
	security: Array<Record<string, unknown>>;
	paths: Record<string, Record<string, OperationObject>>;
	webhooks: Record<string, { post: OperationObject }>;
	components: Record<string, Record<string, Schema>>;
}

/** The OpenAPI file beside the emulator, freshly parsed: callers may change what they get. */
export function readDocument(): Document {
	const yaml = readFileSync(join(__dirname, '..', 'openapi.yaml'), 'utf8');
	// Parsing the YAML takes longer than anything else at start, so each version of the file is kept as JSON.
	const copy = join(tmpdir(), `busha-openapi-${createHash('sha256').update(yaml).digest('hex')}.json`);
	try {
		return JSON.parse(readFileSync(copy, 'utf8')) as Document;
	} catch {
		const document = parse(yaml) as Document;
		keep(copy, JSON.stringify(document));
		return document;
	}
}

/** Written beside and renamed, so that no other process reads half a file; an unwritable place costs only time. */
function keep(path: string, content: string): void {
	try {
		const draft = `${path}.${process.pid}`;
		writeFileSync(draft, content);
		renameSync(draft, path);
	} catch {
		return;
	}
}

/** What a '#/...' reference of the document points at. */
export function lookUp(document: Document, reference: string): unknown {
	return reference
		.split('/')
		.slice(1)
		.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key.replaceAll('~1', '/')], document);
}
