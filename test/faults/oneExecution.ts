/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test support, never published */
/** One execution in a process of its own, so that a test can kill it. Takes credential and parameters as JSON. */
import '../support/env';

import { workflowWith } from '../support/busha';
import { runWorkflow } from '../support/engine';

async function main(): Promise<void> {
	const [credential, parameters] = process.argv.slice(2).map((text) => JSON.parse(text));
	await runWorkflow(workflowWith(parameters), { credentials: { bushaApi: credential } });
}

void main();
