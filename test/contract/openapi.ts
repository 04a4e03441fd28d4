/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { readFileSync } from 'node:fs';

import type { Document } from 'openapi-backend';
import { parse } from 'yaml';

import { closed, type Schema } from './closed';

type Tree = Record<string, unknown>;
type Content = Record<string, { schema?: Schema }>;

interface Operation {
	operationId: string;
	requestBody?: { content?: Content };
	responses: Record<string, { content?: Content }>;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];

/**
 * An OpenAPI file of version 3.0, made strict: where it names the fields of an object, no other field fits. The document
 * is free of references, and each operation is called by its method and path. Throws when the file cannot be read.
 */
export function readStrict(file: string): Document {
	const document = parse(readFileSync(file, 'utf8')) as Tree;
	const paths = withoutReferences(document.paths, document) as Record<string, Record<string, Operation>>;
	for (const [path, methods] of Object.entries(paths)) {
		for (const method of METHODS) {
			const operation = methods[method];
			if (operation) makeStrict(operation, `${method.toUpperCase()} ${path}`);
		}
	}
	return { openapi: document.openapi, info: document.info, security: document.security, paths } as unknown as Document;
}

function makeStrict(operation: Operation, name: string): void {
	operation.operationId = name;
	const { requestBody, responses } = operation;
	for (const { content = {} } of [requestBody ?? {}, ...Object.values(responses)]) {
		for (const media of Object.values(content)) if (media.schema) media.schema = closed(media.schema);
	}
}

/** A part of the document with everything in the place where it is referred to. */
function withoutReferences(part: unknown, document: Tree, open: readonly string[] = []): unknown {
	if (Array.isArray(part)) return part.map((child) => withoutReferences(child, document, open));
	if (typeof part !== 'object' || part === null) return part;
	const { $ref: reference } = part as Tree;
	if (typeof reference === 'string') {
		if (open.includes(reference)) throw new Error(`The file refers to ${reference} from within itself.`);
		return withoutReferences(at(reference, document), document, [...open, reference]);
	}
	return Object.fromEntries(
		Object.entries(part).map(([name, child]) => [name, withoutReferences(child, document, open)]),
	);
}

/** What a reference such as '#/components/schemas/Balance' points at. */
function at(reference: string, document: Tree): unknown {
	const names = reference.split('/').slice(1);
	const found = names.reduce<unknown>((part, name) => (part as Tree | undefined)?.[name], document);
	if (found === undefined) throw new Error(`The file refers to ${reference}, which it does not have.`);
	return found;
}
