import { createNodeAsTool } from 'n8n-core/dist/execution-engine/node-execution-context/utils/create-node-as-tool';
import type { IDataObject, INode } from 'n8n-workflow';

import { type Account, openAccount } from '../support/account';
import { credentialsOf, type Parameters, workflowWith } from '../support/busha';
import { engineParts, runWorkflow, type WorkflowJson } from '../support/engine';
import { example, nodeNamed } from '../support/examples';
import { addStandIns } from '../support/standIns';
import { openTool } from '../support/tool';

let account: Account;
beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => {
	expect(account.emulator.violations).toEqual([]);
	await account.close();
});

const createTransfer = { method: 'POST', path: '/v1/transfers' };
const RETRY: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const asked = (): Parameters =>
	account.payout({ amount: "={{ $fromAI('amount') }}", reference: "={{ $fromAI('reference') }}" });
const rent = (amount = '1000') => ({ amount, reference: 'invoice-2026-0042' });
const transfers = () => [...account.emulator.state.transfers.values()];
const paid = () => transfers().map(({ source_amount, reference }) => [source_amount, reference]);

/** Lets the first payment happen, but its answer is lost, and the first questions after it get no answer either. */
function silentAfterThePayment(questions: number): void {
	account.emulator.fault(createTransfer, { kind: 'reset', commit: true });
	let count = 0;
	account.emulator.onRequest(({ method }) =>
		method === 'GET' && transfers().length > 0 && count++ < questions
			? { kind: 'answer', status: 503, commit: false }
			: undefined,
	);
}

interface Said {
	text: string;
	/** The rows that came out, if the call did not fail. */
	rows: IDataObject[];
}

function said(text: string): Said {
	const parsed = JSON.parse(text) as unknown;
	return { text, rows: Array.isArray(parsed) ? (parsed as IDataObject[]) : [] };
}

/** The two ways in which n8n runs a node as a tool, each as a function that makes one call after the other. */
const WAYS = {
	/** The agent calls the tool itself, as agents before version 3 and n8n's MCP server do. */
	'called by the agent': async (calls: IDataObject[], settings: Partial<INode>): Promise<Said[]> => {
		const tool = await openTool(account.emulator, asked(), settings);
		const heard = [];
		for (const args of calls)
			heard.push(
				await tool.call(args).then(
					(rows) => JSON.stringify(rows),
					({ message }: Error) => JSON.stringify({ error: message }),
				),
			);
		return heard.map(said);
	},
	/** The agent asks the engine to run the tool as a node of the workflow. */
	'run by the engine': async (calls: IDataObject[], settings: Partial<INode>): Promise<Said[]> => {
		const heard: string[] = [];
		const left = [...calls];
		addStandIns({
			model: (news) => {
				heard.push(...news);
				const args = left.shift();
				return args ? { calls: [{ tool: 'Busha', args }] } : { output: 'Done' };
			},
		});
		const run = await runWorkflow(agentWith(settings), { credentials: credentialsOf(account.emulator) });
		expect(run.data.resultData.error).toBeUndefined();
		return heard.map(said);
	},
};

/** A workflow in which an agent has one Busha tool. */
function agentWith(settings: Partial<INode>): WorkflowJson {
	const { nodes } = workflowWith(asked(), { ...settings, type: 'n8n-nodes-busha.bushaTool' });
	const agent: INode = {
		id: 'agent',
		name: 'Agent',
		type: '@n8n/n8n-nodes-langchain.agent',
		typeVersion: 3,
		position: [100, 0],
		parameters: {},
	};
	return {
		nodes: [...nodes, agent],
		connections: {
			Manual: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Busha: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
}

describe.each(Object.entries(WAYS))('a tool that is %s', (_name, call) => {
	test('pays once for two equal calls, and says which one paid', async () => {
		const [first, second] = await call([rent(), rent()], {});
		expect(first?.rows).toMatchObject([{ id: transfers()[0]?.id, source_amount: '1000' }]);
		expect(first?.text).not.toContain('replayed');
		expect(second?.rows).toMatchObject([{ id: transfers()[0]?.id, replayed: true }]);
		expect(paid()).toEqual([['1000', 'invoice-2026-0042']]);
	});

	test('finds the payment under Retry On Fail when nobody answers for a while', async () => {
		silentAfterThePayment(6);
		const [only] = await call([rent()], RETRY);
		expect(only?.rows).toMatchObject([{ id: transfers()[0]?.id, replayed: true }]);
		expect(paid()).toHaveLength(1);
	});

	test('does not pay another amount with the same reference, and tells both', async () => {
		const [, other] = await call([rent(), rent('2000')], {});
		expect(other?.rows).toEqual([]);
		expect(other?.text).toContain('is for 1000 NGN');
		expect(other?.text).toContain('this item asks for 2000 NGN');
		expect(other?.text).toContain('Outcome: notSent. It was not done.');
		expect(paid()).toHaveLength(1);
	});

	test('pays what the model asks for with another reference', async () => {
		await call([rent(), { amount: '1000', reference: 'invoice-2026-0043' }], {});
		expect(paid()).toHaveLength(2);
	});

	test.each([[''], ['N/A'], ['null'], ['short']])('pays nothing with the reference %j', async (reference) => {
		const [only] = await call([{ amount: '1000', reference }], {});
		expect(only?.text).toContain('Reference');
		expect(account.emulator.requests).toEqual([]);
	});

	test('says that it may have paid when nothing can be found out, and finds it when the model asks again', async () => {
		silentAfterThePayment(Infinity);
		const [first] = await call([rent()], {});
		expect(first?.text).toContain(
			'Outcome: unknown. It may have been done: look it up, and do not try it in another way.',
		);
		account.emulator.onRequest(undefined);
		const [second] = await call([rent()], {});
		expect(second?.rows).toMatchObject([{ id: transfers()[0]?.id, replayed: true }]);
		expect(paid()).toHaveLength(1);
	});

	test('says that it did not pay when Busha refuses', async () => {
		const [only] = await call([rent('99999999')], {});
		expect(only?.text).toContain('Outcome: rejected. It was not done.');
		expect(only?.text).not.toContain('[item');
		expect(paid()).toEqual([]);
	});
});

test('a later execution pays nothing for a reference that was paid', async () => {
	await WAYS['run by the engine']([rent()], {});
	const [again] = await WAYS['called by the agent']([rent()], {});
	expect(again?.rows).toMatchObject([{ replayed: true }]);
	expect(paid()).toHaveLength(1);
});

describe('the tools of the example', () => {
	const workflow = example('agent-with-approval.json');
	const tools = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-busha.bushaTool');

	/** What n8n-core tells a model of a tool: its description, and what it may fill in. */
	const shownToModels = async (name: string) => {
		const { nodeTypes } = await engineParts({});
		const node = nodeNamed(workflow, name);
		const { response } = createNodeAsTool({
			node,
			nodeType: nodeTypes.getByNameAndVersion(node.type),
			handleToolInvocation: async () => await Promise.resolve(''),
		});
		const { shape } = response.schema as unknown as { shape: Record<string, { description?: string }> };
		return {
			description: response.description,
			fields: Object.entries(shape).map(([field, { description }]) => [field, description]),
		};
	};

	test('say what they do and whether they change something', async () => {
		for (const { name } of tools) {
			const { description } = await shownToModels(name);
			expect(description).toMatch(name === 'Pay' ? /Moves real money/ : /Changes nothing\.$/);
		}
		expect((await shownToModels('Pay')).description).toContain('The same reference is paid once');
	});

	test('let the model fill in who, how much and for what, each described, and nothing else', async () => {
		const { fields } = await shownToModels('Pay');
		expect(fields.map(([field]) => field)).toEqual(['payee', 'amount', 'reference']);
		for (const [, description] of fields) expect(description?.length).toBeGreaterThan(30);
		expect((await shownToModels('Find Payment')).fields).toEqual(fields.filter(([field]) => field === 'reference'));
		expect((await shownToModels('Get Balance')).fields).toEqual([]);
		const { parameters } = nodeNamed(workflow, 'Pay');
		const open = Object.entries(parameters).filter(([, value]) => JSON.stringify(value).includes('$fromAI'));
		expect(open.map(([name]) => name).sort()).toEqual(['amount', 'recipientId', 'reference']);
	});

	test('name the payees of the list to the model', async () => {
		const { fields } = await shownToModels('Pay');
		const { recipientId } = nodeNamed(workflow, 'Pay').parameters as { recipientId: { value: string } };
		const listed = [...recipientId.value.matchAll(/(\w+): '[0-9a-f]{24}'/g)].map(([, payee]) => payee);
		expect(listed.length).toBeGreaterThan(1);
		expect(fields[0]?.[1]).toContain(`One of: ${listed.join(', ')}.`);
	});
});
