import type { INodePropertyOptions } from 'n8n-workflow';

import { loadPackage } from '../support/package';
import { page, table } from './markdown';

interface Shown {
	displayName: string;
	name: string;
	type: string;
	options?: INodePropertyOptions[];
}

const triggers = page('docs/triggers.md');

async function properties(node: string): Promise<Shown[]> {
	return ((await loadPackage()).getNode(node).type.description as { properties: Shown[] }).properties;
}

test('the parameters of Busha Trigger are those of the table', async () => {
	const shown = (await properties('bushaTrigger')).filter(({ type }) => type !== 'notice');
	expect(table(triggers, 'parameter', 'meaning').map(([name]) => name)).toEqual(
		shown.map(({ displayName }) => displayName),
	);
});

test('what Busha Polling Trigger watches is in the table', async () => {
	const watch = (await properties('bushaPollingTrigger')).find(({ name }) => name === 'watch');
	const described = table(triggers, 'Watch For', 'starts the workflow').map(([name]) => name);
	expect(described.sort()).toEqual(watch?.options?.map(({ name }) => name).sort());
});

test('the options of Busha Polling Trigger are in the table', async () => {
	const options = (await properties('bushaPollingTrigger')).find(({ name }) => name === 'options')
		?.options as unknown as Shown[];
	expect(table(triggers, 'option', 'meaning').map(([name]) => name)).toEqual(
		options.map(({ displayName }) => displayName),
	);
});
