/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a tool of the developers, never published */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import * as all from '../../nodes/Busha/operations/all';
import { schemasOf } from './schemas';

/** Writes what the editor shows of an operation's output before it was run. */
const folder = join(__dirname, '..', '..', 'nodes', 'Busha', '__schema__');
rmSync(folder, { recursive: true, force: true });
const written = schemasOf(Object.values(all));
for (const { path, schema } of written) {
	mkdirSync(dirname(join(folder, path)), { recursive: true });
	writeFileSync(join(folder, path), `${JSON.stringify(schema)}\n`);
}
process.stdout.write(`${written.length} schemas\n`);
