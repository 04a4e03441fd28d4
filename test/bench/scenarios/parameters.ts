/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test support, never published */
import type { IExecuteFunctions, INodeParameters, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { payout } from '../../../nodes/Busha/operations/all';
import { inputReader } from '../../../nodes/Busha/run/input';
import { payoutTo } from '../../support/busha';
import { loadPackage, otherNodes } from '../../support/package';
import { atMost, count, figure, type Scenario } from '../result';
import { type Contender, exponentOf, interleaved, medianOf, runContender, type World } from '../run';

const MOST_MS = 0.25;
const NOWHERE: World = { url: '', secretKey: '', stripeUrl: '', recipientId: '', transferId: '' };
const JSON_FIELDS = {
	customer: 'CUS_Sample0000001',
	from: 'NGN',
	to: 'NGN',
	recipient: '0123456789abcdef01234567',
	amount: '1500.50',
	reference: 'payroll-november-1',
	maxFee: '200',
	minRate: '0.5',
	most: '2000',
	narration: 'Salary',
};
const fromItem = (name: string): string => `={{ $json.${name} }}`;

/** Ten expressions, four of them under Options, which n8n reads together with the rest of them. */
const PARAMETERS = payoutTo('', {
	customerId: { __rl: true, mode: 'id', value: fromItem('customer') } as never,
	sourceCurrency: fromItem('from'),
	targetCurrency: fromItem('to'),
	recipientId: { __rl: true, mode: 'id', value: fromItem('recipient') } as never,
	amount: fromItem('amount'),
	reference: fromItem('reference'),
	options: {
		maxFee: fromItem('maxFee'),
		minRate: fromItem('minRate'),
		maxSourceAmount: fromItem('most'),
		narration: fromItem('narration'),
	} as never,
}) as INodeParameters;

const WITH_EXPRESSION = Object.keys(PARAMETERS).filter((name) => JSON.stringify(PARAMETERS[name]).includes('={{'));

/** A node with the panel of Busha that reads its items and does nothing else; notes how long that takes. */
function reader(
	description: INodeTypeDescription,
	name: string,
	read: (n8n: IExecuteFunctions) => (item: number) => unknown,
): Contender & { took: () => number } {
	let took = NaN;
	const node: INodeType = {
		description: { ...description, name, credentials: [] },
		async execute() {
			const items = this.getInputData();
			const begun = process.cpuUsage();
			const one = read(this);
			items.forEach((_item, index) => one(index));
			const { user, system } = process.cpuUsage(begun);
			took = (user + system) / 1000;
			return await Promise.resolve([items]);
		},
	};
	otherNodes.set(`bench.${name}`, node);
	return {
		name,
		took: () => took,
		steps: () => [{ type: `bench.${name}`, typeVersion: 1, parameters: PARAMETERS }],
	};
}

/** What it costs to read the parameters of an item when they are expressions. */
export const parameters: Scenario = {
	name: 'parameters',
	run: async (quick) => {
		const { description } = (await loadPackage()).getNode('busha').type as INodeType;
		const readers = [
			reader(description, 'Busha: read and judge every field', (n8n) => inputReader(n8n, payout.fields)),
			reader(
				description,
				'n8n: the same parameters, without its checks',
				(n8n) => (item) =>
					WITH_EXPRESSION.map((name) => n8n.getNodeParameter(name, item, undefined, { skipValidation: true })),
			),
			reader(
				description,
				'n8n: the same parameters, as most nodes read them',
				(n8n) => (item) => WITH_EXPRESSION.map((name) => n8n.getNodeParameter(name, item)),
			),
			reader(
				description,
				'n8n: the ten expressions alone, one after the other',
				(n8n) => (item) => Object.keys(JSON_FIELDS).map((name) => n8n.evaluateExpression(`{{ $json.${name} }}`, item)),
			),
			reader(
				description,
				'n8n: a single expression',
				(n8n) => (item) => n8n.evaluateExpression('{{ $json.amount }}', item),
			),
		];
		const main = 200;
		const sizes = quick ? [20, main] : [20, main, 2_000];
		const bySize = new Map<number, Map<string, number[]>>();
		for (const size of sizes) {
			const items = Array.from({ length: size }, () => ({ ...JSON_FIELDS }));
			const rounds = quick ? 5 : 15;
			bySize.set(
				size,
				await interleaved(readers, rounds, async (contender) => {
					const { error } = await runContender(contender, NOWHERE, items);
					if (error) throw error;
					return contender.took() / size;
				}),
			);
		}
		const at = (name: string, size = main): number => medianOf(bySize.get(size)?.get(name), (value) => value);
		const [own, floor, , ten, single] = readers.map(({ name }) => name) as [string, string, string, string, string];
		return {
			title: `${main} items that read ten expression parameters each`,
			about:
				'CPU milliseconds for each item, as the median of rounds in which everybody takes a turn. The floor is what n8n itself takes to work out the expressions.',
			columns: ['', 'ms an item', 'to the floor', 'growth'],
			rows: readers.map(({ name }) => [
				name,
				figure(at(name)),
				figure(at(name) / at(floor)),
				figure(exponentOf(sizes.map((size) => [size, at(name, size) * size]))),
			]),
			targets: [
				{
					...atMost(`parameter reading at most ${MOST_MS} ms an item`, at(own), MOST_MS, ' ms'),
					floor: `n8n takes ${figure(at(ten))} ms for the ten expressions alone`,
				},
				atMost(`what the node adds to n8n’s own at most ${MOST_MS} ms an item`, at(own) - at(floor), MOST_MS, ' ms'),
			],
			notes: [
				`Of the ${figure(at(own))} ms, n8n itself takes ${figure(at(floor))} ms to work out the expressions; ${figure(at(own) - at(floor))} ms are the node’s own. It takes ${figure(at(single))} ms for each expression, however it is asked: for one by one, or for a group of fields together. So nothing that a node does makes ten of them cheaper; parameters without an expression are not asked of n8n at all. Growth is over ${sizes.map(count).join(', ')} items.`,
			],
			charts: [],
		};
	},
};
