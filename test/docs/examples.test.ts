import { type INode, NodeHelpers } from 'n8n-workflow';

import { toldToModel } from '../../nodes/Busha/run/tool';
import { engineParts } from '../support/engine';
import { example, exampleNames, nodeNamed } from '../support/examples';
import { anchors, links, page, table } from './markdown';

const examples = page('docs/examples.md');

/** The part of the page below the heading with this name. */
function section(title: string): string {
	const found = examples.split(/^## /m).find((part) => part.startsWith(`${title}\n`));
	if (found === undefined) throw new Error(`docs/examples.md has no section "${title}"`);
	return found;
}

test.each(exampleNames())(
	'%s has a section with its name, its file and its picture, and a row in the table',
	(file) => {
		const { name } = example(file);
		const targets = links(section(name));
		expect(targets).toEqual(expect.arrayContaining([`../examples/${file}`, `images/${file.replace('.json', '.png')}`]));
		const linked = table(examples, 'Example', 'What it is for', 'What it needs besides Busha').map(([cell]) => cell);
		expect(linked).toContain(`[${name}](#${anchors(`## ${name}`)[0] ?? ''})`);
	},
);

test('the page begins with the number of examples', () => {
	const words = ['eight', 'nine', 'ten', 'eleven', 'twelve'];
	expect(examples.toLowerCase()).toContain(`${words[exampleNames().length - 8] ?? ''} workflows to begin with`);
});

test('the columns of the sheets are those that the workflows read', () => {
	const code = (file: string, node: string) => String(nodeNamed(example(file), node).parameters.jsCode);
	const [employee] = table(examples, 'employee', 'name', 'bankCode', 'accountNumber', 'amount');
	expect(employee).toHaveLength(5);
	expect(code('pay-salaries.json', 'Check Rows and Total')).toContain(
		"['employee', 'name', 'bankCode', 'accountNumber', 'amount']",
	);
	const [row] = table(examples, 'customerId', 'currency', 'credit', 'debit');
	expect(row).toHaveLength(4);
	for (const column of ['customerId', 'currency', 'credit', 'debit'])
		expect(code('reconcile-customers.json', 'Compare')).toContain(column);
});

test('what models are told of an outcome is in the table', () => {
	const told = (['notSent', 'rejected', 'unknown'] as const).map((outcome) =>
		toldToModel({ outcome, message: 'It failed', advice: '' }, 'Do something.').replace(
			'It failed. Do something. ',
			'',
		),
	);
	expect(table(examples, 'End of the message', 'What it means').map(([end]) => end)).toEqual(told);
});

test("n8n's own description of the tool is the one that is quoted", async () => {
	const { nodeTypes } = await engineParts({});
	const parameters = { resource: 'transaction', operation: 'payout', descriptionType: 'auto' };
	const tool = nodeTypes.getByNameAndVersion('n8n-nodes-busha.bushaTool');
	const automatic = NodeHelpers.getToolDescriptionForNode({ parameters } as unknown as INode, tool);
	expect(section('Let an agent prepare payments that you approve')).toContain(`"${automatic}"`);
});
