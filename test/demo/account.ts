import type { IDataObject, ITaskData } from 'n8n-workflow';

import type { Emulator } from '../../emulator';
import type { Story } from './onboarding';

type Tell = (json: IDataObject, story: Story) => string;

const money = (json: IDataObject, side: 'source' | 'target'): string =>
	`${String(json[`${side}_amount`])} ${String(json[`${side}_currency`])}`;
const account = (json: IDataObject): IDataObject => (json.pay_in as IDataObject).recipient_details as IDataObject;

/** What a person wants to hear about the output of a step. */
const TELL: Readonly<Record<string, Tell>> = {
	'Onboarding Form': (json) =>
		`${String(json['First Name'])} ${String(json['Last Name'])} submits the form with a passport and a selfie`,
	'Create Customer': (json) =>
		`customer ${String(json.id)} is made with both documents and submitted: ${String(json.status)}`,
	'Wait Five Minutes': () => 'five minutes pass (at once in this demo)',
	'Get Customer': (json) => `the customer is ${String(json.status)}`,
	'Active?': (json) => (json.status === 'active' ? 'yes: go on' : 'no'),
	'Still in Review?': (json) => (json.status === 'in_review' ? 'yes: wait again' : 'no'),
	'Ask for the Deposit': (json) =>
		`pay ${money(json, 'source')} into account ${String(account(json).account_number)}; transfer ${String(json.id)}: ${String(json.status)}`,
	'Send the Account Details': () => 'stands for the email to the customer; nothing is sent in this demo',
	'Wait for the Deposit': (json) => `${money(json, 'target')} arrived after fees: ${String(json.status)}`,
	'Create Recipient': (json) => `recipient ${String(json.id)} of ${String(json.profile_id)}`,
	'Pay Out': (json) =>
		`${money(json, 'source')} paid, ${money(json, 'target')} delivered; transfer ${String(json.id)}: ${String(json.status)}${json.replayed === true ? ' (found again, not paid again)' : ''}`,
};

function outputOf(task: ITaskData): IDataObject | undefined {
	return task.data?.main?.flatMap((items) => items ?? [])[0]?.json;
}

/** One line for each time that a node ran, in the order in which they ran. */
export function steps(story: Story): string[] {
	const ran = Object.entries(story.run.data.resultData.runData).flatMap(([node, tasks]) =>
		tasks.map((task) => ({ node, task })),
	);
	ran.sort((a, b) => a.task.executionIndex - b.task.executionIndex);
	return ran.map(({ node, task }, index) => {
		const json = outputOf(task);
		const told = task.error ? `failed: ${task.error.message}` : ((json && TELL[node]?.(json, story)) ?? 'done');
		return `${String(index + 1).padStart(2)}. ${node.padEnd(25)} ${told}`;
	});
}

/** The statuses that each transfer went through, as Busha tells them. */
export function transfers({ transfers: all }: Story): string[] {
	return all.map(({ id, description, profile_id, timeline }) => {
		const statuses = timeline.events.filter(({ done }) => done).map(({ status }) => status);
		return `${id} ${description.padEnd(14)} of ${profile_id}: ${statuses.join(' -> ')}`;
	});
}

/** Busha's own ledger: every movement, and the balance after it. */
export function movements(emulator: Emulator): string[] {
	return [...emulator.state.transactions.values()].map(
		({ profile_id, description, is_credit, amount, currency, meta }) => {
			const { total } = (meta as { balance: { total: string } }).balance;
			return `${profile_id} ${description.padEnd(14)} ${`${is_credit ? '+' : '-'}${amount}`.padStart(9)} ${currency}, then ${total} ${currency}`;
		},
	);
}

/** Every balance before and after, profile by profile. */
export function balances({ emulator, before, after, customerId }: Story): string[] {
	const owner = (id: string): string =>
		id === emulator.businessId ? 'business' : id === customerId ? 'customer' : 'other';
	return Object.entries(after).flatMap(([profileId, totals]) =>
		Object.entries(totals)
			.filter(([currency, total]) => total !== '0' || before[profileId]?.[currency] !== undefined)
			.map(([currency, total]) => {
				const earlier = before[profileId]?.[currency] ?? '0';
				return `${owner(profileId)} ${profileId.padEnd(22)} ${currency.padEnd(5)} ${earlier.padStart(8)} -> ${total.padStart(8)}${earlier === total ? '   unchanged' : ''}`;
			}),
	);
}
