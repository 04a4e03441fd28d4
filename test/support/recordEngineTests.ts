/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { relative } from 'node:path';

import { recordTraffic } from './traffic';

const file = relative(process.cwd(), expect.getState().testPath ?? '');

// Other tests ask the emulator by hand, or make the node meet an API that is not Busha's.
if (file.startsWith('test/engine/')) recordTraffic(() => `${file}: ${expect.getState().currentTestName ?? ''}`);
