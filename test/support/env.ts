/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
/** Settings that n8n-core reads when it is loaded: imported before anything of n8n. An n8n of the developer is left alone. */
import { mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

// One for each worker of jest, so that none reads what another one is writing.
const folder = join(tmpdir(), `n8n-nodes-busha-${userInfo().username}-${process.env.JEST_WORKER_ID ?? '0'}`);
mkdirSync(folder, { recursive: true });

process.env.N8N_USER_FOLDER = folder;
process.env.N8N_ENCRYPTION_KEY = 'only-for-tests';
process.env.N8N_LOG_LEVEL ??= 'silent';
process.env.N8N_DIAGNOSTICS_ENABLED = 'false';
