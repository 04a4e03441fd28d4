/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { join } from 'node:path';

import { cycles, importsOf, published, upward } from './layers';

const imports = importsOf(published(join(__dirname, '..', '..')));
const problems = [...upward(imports).map((line) => `UP    ${line}`), ...cycles(imports).map((line) => `RING  ${line}`)];
const lines = [
	...problems,
	`${imports.size} files, ${[...imports.values()].flat().length} imports, ${problems.length} of them wrong.`,
];

process.stdout.write(`${lines.join('\n')}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
