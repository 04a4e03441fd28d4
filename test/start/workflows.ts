/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a tool of the developers, never published */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { RealN8n } from '../e2e/n8n';
import { example, exampleNames } from '../support/examples';

interface Named {
	id: string;
	name: string;
}

/** The folder that n8n's nodes may read and write. */
const filesIn = (home: string): string => join(home, '.n8n-files');

const SALARIES = [
	'employee,name,bankCode,accountNumber,amount',
	'E1,Ada Sample,099999,0123456780,2500.50',
	'E2,Bola Sample,099999,0123456781,2000',
	'',
];

/** The credential of the local Busha, whose address and keys are new at each start. Made the first time. */
export async function keepCredential(n8n: RealN8n, data: Record<string, string>): Promise<Named> {
	const name = 'Local Busha';
	const known = (await n8n.call<Named[]>('GET', '/rest/credentials')).find((one) => one.name === name);
	if (!known) return await n8n.addCredential(data, 'bushaApi', name);
	await n8n.call('PATCH', `/rest/credentials/${known.id}`, { name, type: 'bushaApi', data });
	return known;
}

/** Imports the examples that n8n does not have yet, with the credential chosen. Returns their names. */
export async function importExamples(n8n: RealN8n, bushaApi: Named): Promise<string[]> {
	const folder = filesIn(n8n.home);
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'salaries-2026-11.csv'), SALARIES.join('\n'));
	const there = (await n8n.call<Named[]>('GET', '/rest/workflows')).map(({ name }) => name);
	const missing = exampleNames()
		.map(example)
		.filter(({ name }) => !there.includes(name));
	for (const { nodes, ...workflow } of missing) {
		const own = nodes.map((node) => ({
			...node,
			...(node.credentials?.bushaApi && { credentials: { ...node.credentials, bushaApi } }),
		}));
		const text = JSON.stringify({ ...workflow, nodes: own }).replaceAll('/home/node/.n8n-files', folder);
		await n8n.addWorkflow(JSON.parse(text) as object);
	}
	return missing.map(({ name }) => name);
}

/** Where n8n takes deliveries for the triggers of the examples, once their workflows are published. */
export function webhookUrls({ url }: RealN8n): string[] {
	return exampleNames()
		.flatMap((file) => example(file).nodes)
		.filter(({ type }) => type === 'n8n-nodes-busha.bushaTrigger')
		.map(({ webhookId }) => `${url}/webhook/${String(webhookId)}/webhook`);
}
