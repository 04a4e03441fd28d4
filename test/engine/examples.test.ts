import type { INode, INodeProperties, IRun } from 'n8n-workflow';

import { onboard, loseTheAnswerOfThePayout, type Review, ANSWERS } from '../demo/onboarding';
import { promisesOf } from '../demo/promises';
import { type Emulator, startEmulator } from '../../emulator';
import { TestClient } from '../emulator/testClient';
import { credentialsOf } from '../support/busha';
import { engineParts, itemsOf, runWorkflow } from '../support/engine';
import { example, exampleNames, nodeNamed } from '../support/examples';
import { agentWithApproval } from '../support/scenarios/agent';
import { approval } from '../support/scenarios/approval';
import { paySalaries } from '../support/scenarios/paySalaries';
import { paymentLink } from '../support/scenarios/paymentLink';
import { reconcile } from '../support/scenarios/reconcile';
import type { Scenarios } from '../support/scenarios/run';
import { safetyNet } from '../support/scenarios/safetyNet';
import { addStandIns } from '../support/standIns';
import { messages, whileListening } from '../support/triggerExamples';

async function withEmulator(run: (emulator: Emulator) => Promise<void>): Promise<void> {
	const emulator = await startEmulator({ speed: 20, verification: 'hold' });
	try {
		await run(emulator);
	} finally {
		await emulator.stop();
	}
}

/** Pays into a balance, lets the money arrive, and returns the transfer as it then is. */
async function deposit(emulator: Emulator, amount: string, customerId?: string): Promise<object> {
	const client = new TestClient(emulator);
	const { id } = await client.pay(
		{
			source_currency: 'NGN',
			target_currency: 'NGN',
			source_amount: amount,
			pay_in: { type: 'temporary_bank_account' },
		},
		customerId,
	);
	emulator.clock.advance(60_000);
	return await client.data('GET', `/v1/transfers/${id}`, { profile: customerId });
}

/** Runs the example that checks payees over these rows. */
async function payPayees(emulator: Emulator, payees: Array<{ name: string; account: string }>): Promise<IRun> {
	addStandIns();
	emulator.fund('NGN', '10000');
	const workflow = example('check-payees.json');
	const { assignments } = nodeNamed(workflow, 'Payees').parameters as {
		assignments: { assignments: Array<{ name: string; value: string }> };
	};
	for (const assignment of assignments.assignments) {
		if (assignment.name === 'name') assignment.value = '={{ $json.name }}';
		if (assignment.name === 'accountNumber') assignment.value = '={{ $json.account }}';
	}
	return await runWorkflow(workflow, { credentials: credentialsOf(emulator), input: payees.map((json) => ({ json })) });
}

/** What each example has to bring about. An example without a scenario fails. */
const SCENARIOS: Readonly<Record<string, Scenarios>> = {
	'agent-with-approval.json': agentWithApproval,
	'approve-payout-in-chat.json': approval,
	'check-payees.json': {
		'pays the holder of the account, and a payee who was paid before only once': async (emulator) => {
			for (const replayed of [undefined, true]) {
				const run = await payPayees(emulator, [{ name: 'Sample, ADA', account: '0123456780' }]);
				expect([run.data.resultData.error, itemsOf(run, 'Pay Out').map(({ json }) => json.replayed)]).toEqual([
					undefined,
					[replayed],
				]);
			}
			expect([emulator.state.recipients.size, emulator.state.transfers.size]).toEqual([1, 1]);
		},
		'pays nobody when one account belongs to somebody else': async (emulator) => {
			const run = await payPayees(emulator, [
				{ name: 'Ada Sample', account: '0123456780' },
				{ name: 'Ada Sample', account: '0123456781' },
			]);
			expect(run.data.resultData.error?.message).toBe(
				'The account 0123456781 belongs to BOLA SAMPLE, not to Ada Sample. Nobody was paid.',
			);
			expect([emulator.state.recipients.size, emulator.state.transfers.size]).toEqual([0, 0]);
		},
	},
	'pay-salaries.json': paySalaries,
	'payment-link-for-order.json': paymentLink,
	'reconcile-customers.json': reconcile,
	'safety-net.json': safetyNet,
	'onboard-and-pay-out.json': {
		'keeps its promises, even when the answer of the payout is lost': async (emulator) => {
			loseTheAnswerOfThePayout(emulator);
			const story = await onboard(emulator);
			expect(promisesOf(story).filter(({ kept }) => !kept)).toEqual([]);
			expect(story.waitedMinutes).toBe(10);
			expect(story.after[story.customerId]?.NGN).toBe('14850');
		},
		'finds the customer and the payout again when the same form is submitted twice': async (emulator) => {
			const first = await onboard(emulator);
			const second = await onboard(emulator);
			expect(second.run.data.resultData.error).toBeUndefined();
			expect(second.customerId).toBe(first.customerId);
			expect(itemsOf(second.run, 'Pay Out')[0]?.json).toMatchObject({
				id: itemsOf(first.run, 'Pay Out')[0]?.json.id,
				replayed: true,
			});
			expect(emulator.state.customers.size).toBe(1);
			expect(second.transfers.filter(({ pay_out }) => pay_out.type === 'bank_transfer')).toHaveLength(1);
		},
		'stops without moving money when Busha refuses the customer': async (emulator) => {
			const refused: Review = { minutes: 3, refusal: 'The picture cannot be read' };
			const { run, transfers } = await onboard(emulator, refused);
			expect(run.data.resultData.error?.message).toBe(
				'Busha did not verify ada.sample@gmail.com. The status is rejected.',
			);
			expect(transfers).toEqual([]);
			expect(emulator.state.quotes.size).toBe(0);
		},
		'sends nothing when a picture is missing': async (emulator) => {
			const { run, requests } = await onboard(emulator, { minutes: 3 }, { ...ANSWERS, Selfie: Buffer.alloc(0) });
			expect(run.data.resultData.error?.message).toContain('Selfie');
			expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
		},
	},
	'greet-verified-customer.json': {
		'greets a customer once, when the verification has ended well': async (emulator) =>
			await whileListening(emulator, 'greet-verified-customer.json', async (workflow) => {
				const customer = emulator.addCustomer({
					status: 'in_review',
					first_name: 'Ada',
					email: 'ada.sample@gmail.com',
				});
				emulator.approve(customer.id);
				emulator.reject(emulator.addCustomer({ status: 'in_review' }).id, 'The picture cannot be read');
				expect(messages(await workflow.runs(), 'Send the Greeting')).toEqual([
					[
						{
							to: 'ada.sample@gmail.com',
							subject: 'Your account is open',
							text: 'Hello Ada, your account is open now. You can deposit, convert and pay out.',
						},
					],
				]);
				await workflow.redeliver('customer.verification.active');
				expect(await workflow.runs()).toEqual([]);
			}),
	},
	'sweep-deposits.json': {
		"converts a customer's deposit once, even when a workflow that has seen nothing gets it again": async (
			emulator,
		) => {
			const customer = emulator.addCustomer();
			const received = await deposit(emulator, '5000', customer.id);
			const sweep = async (): Promise<unknown[]> => {
				let told: unknown[] = [];
				await whileListening(emulator, 'sweep-deposits.json', async (workflow) => {
					await emulator.webhooks.deliver('transfer.funds_received', received);
					told = messages(await workflow.runs(), 'Send the Message');
				});
				return told;
			};
			const text = expect.stringMatching(/^Your deposit has arrived: 4850 NGN became [\d.]+ USDT\.$/) as string;
			expect(await sweep()).toEqual([[{ customerId: customer.id, text }]]);
			expect(await sweep()).toEqual([[]]);
			expect([...emulator.state.transfers.values()].map(({ description }) => description)).toEqual([
				'Deposited NGN',
				'Bought USDT',
			]);
			expect(emulator.balance('NGN', customer.id).total).toBe('0');
		},
		'leaves the deposits of the business and other currencies alone': async (emulator) =>
			await whileListening(emulator, 'sweep-deposits.json', async (workflow) => {
				await deposit(emulator, '5000');
				await emulator.webhooks.deliver('deposit.success', {
					id: 'D1',
					profile_id: emulator.addCustomer().id,
					amount: '5',
					currency: 'KES',
					status: 'COMPLETED',
				});
				expect(messages(await workflow.runs(), 'Convert to Dollars')).toEqual([[], []]);
				expect(emulator.state.transfers.size).toBe(1);
			}),
		'converts what arrived on a static bank account': async (emulator) =>
			await whileListening(emulator, 'sweep-deposits.json', async (workflow) => {
				const customer = emulator.addCustomer();
				emulator.fund('NGN', '5900', customer.id);
				await emulator.webhooks.deliver('deposit.success', {
					id: 'D1',
					profile_id: customer.id,
					amount: '5900.00',
					currency: 'NGN',
					status: 'COMPLETED',
				});
				expect(messages(await workflow.runs(), 'Send the Message')).toMatchObject([[{ customerId: customer.id }]]);
				expect(emulator.balance('NGN', customer.id).total).toBe('0');
			}),
	},
};

test('every example has a scenario, and every scenario an example', () => {
	expect(exampleNames().sort()).toEqual(Object.keys(SCENARIOS).sort());
});

describe.each(Object.entries(SCENARIOS))('%s', (_name, scenarios) => {
	test.each(Object.entries(scenarios))('%s', async (_what, scenario) => await withEmulator(scenario));
});

describe.each(exampleNames())('%s can be imported', (name) => {
	const workflow = example(name);

	test('its nodes and connections fit together', () => {
		const names = workflow.nodes.map((node) => node.name);
		const ids = workflow.nodes.map((node) => node.id);
		const targets = Object.values(workflow.connections).flatMap((outputs) =>
			Object.values(outputs).flatMap((ways) => ways.flatMap((ends) => (ends ?? []).map((end) => end.node))),
		);
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(ids).size).toBe(ids.length);
		expect(names).toEqual(expect.arrayContaining([...targets, ...Object.keys(workflow.connections)]));
	});

	test('its nodes exist in these versions, with these parameters', async () => {
		addStandIns();
		const { nodeTypes } = await engineParts({});
		for (const node of workflow.nodes) {
			const { description } = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
			expect([node.name, [description.version].flat().includes(node.typeVersion)]).toEqual([node.name, true]);
			expect([node.name, unknownParameters(node, description.properties)]).toEqual([node.name, []]);
		}
	});

	test('it holds no secret, and asks for the credential', () => {
		for (const node of workflow.nodes.filter(({ type }) => type.startsWith('n8n-nodes-busha.'))) {
			expect(node.credentials).toEqual({ bushaApi: { id: '', name: 'Busha API' } });
		}
	});
});

function unknownParameters({ parameters }: INode, properties: INodeProperties[]): string[] {
	const known = properties.map((property) => property.name);
	return Object.keys(parameters).filter((parameter) => !known.includes(parameter));
}
