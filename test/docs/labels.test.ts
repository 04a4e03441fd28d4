import { loadPackage } from '../support/package';
import { page } from './markdown';

const PAGES = [
	'README.md',
	...['examples', 'first-run', 'operations', 'security', 'triggers', 'troubleshooting'].map(
		(name) => `docs/${name}.md`,
	),
];

/** What n8n 2.41 itself calls things. */
const N8N = [
	'Add first step…',
	'Binary',
	'Community nodes',
	'Connection tested successfully',
	'Continue (using error output)',
	'Connect to Busha',
	'Execute step',
	'Execute workflow',
	'From file',
	'If',
	'Import',
	'Install',
	'Install a community node',
	'More details',
	'On Error',
	'Package installed',
	'Production URL',
	'Remove Duplicates',
	'Retry On Fail',
	'Save',
	'Settings',
	'Stop Workflow',
	'Timeout Workflow',
	'Trigger manually',
	'Webhook URLs',
	'npm Package Name',
];

/** What Busha's dashboard calls things. */
const BUSHA = ['Developer Tools', 'Webhooks'];

/** Texts that a panel shows: labels, the names of choices and modes, and actions. */
function labelsIn(part: unknown): string[] {
	if (typeof part !== 'object' || part === null) return [];
	return Object.entries(part).flatMap(([key, inner]) =>
		typeof inner === 'string' && ['displayName', 'name', 'action'].includes(key) ? [inner] : labelsIn(inner),
	);
}

async function panelLabels(): Promise<string[]> {
	const loader = await loadPackage();
	const types = [
		...['busha', 'bushaTrigger', 'bushaPollingTrigger'].map((name) => loader.getNode(name).type.description),
		loader.getCredential('bushaApi').type,
	];
	return types.flatMap(labelsIn);
}

/** Names of the nodes of the workflow that README.md walks through. */
const example = JSON.parse(page('examples/onboard-and-pay-out.json')) as { nodes: Array<{ name: string }> };

test.each(PAGES)('%s calls fields, choices and buttons what the editor calls them', async (name) => {
	const known = new Set([...(await panelLabels()), ...N8N, ...BUSHA, ...example.nodes.map((node) => node.name)]);
	// What begins a point of a list says what the point is about.
	const text = page(name).replace(/^- \*\*[^*\n]+\*\*/gm, '');
	const bold = [...text.matchAll(/\*\*([^*\n]+)\*\*/g)].map(([, label]) => label ?? '');
	/** "Transaction: Find by Reference" is an operation of a resource. */
	const parts = bold.flatMap((label) => label.split(': '));
	// Others are sentences, or words in small letters.
	const names = parts.filter((label) => /^[A-Z]\S*( (?:[A-Z(]\S*|of|for|the|by|a|with|on))*$/.test(label));
	expect(names.length).toBeGreaterThan(0);
	expect(names.filter((label) => !known.has(label))).toEqual([]);
});
