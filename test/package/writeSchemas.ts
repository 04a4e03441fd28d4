/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a tool of the developers, never published */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import * as all from '../../nodes/Busha/operations/all';
import { schemasOf } from './schemas';

/** Writes what the editor shows of a node's output before it was run. */
const nodes = join(__dirname, '..', '..', 'nodes');
for (const node of readdirSync(nodes)) rmSync(join(nodes, node, '__schema__'), { recursive: true, force: true });
const written = schemasOf(Object.values(all));
for (const { path, schema } of written) {
	mkdirSync(dirname(join(nodes, path)), { recursive: true });
	writeFileSync(join(nodes, path), `${JSON.stringify(schema)}\n`);
}
process.stdout.write(`${written.length} schemas\n`);
