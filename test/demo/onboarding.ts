import type { IRun } from 'n8n-workflow';

import type { Emulator, RecordedRequest, Transfer } from '../../emulator';
import { credentialsOf } from '../support/busha';
import { itemsOf, runWorkflow } from '../support/engine';
import { example, nodeNamed } from '../support/examples';
import { type Answers, submission } from '../support/form';
import { png } from '../support/png';
import { addStandIns } from '../support/standIns';

export const PASSPORT = png(240, 160, [40, 80, 160]);
export const SELFIE = png(120, 160, [200, 160, 130]);

/** What one customer enters into the form. The people, papers and accounts are invented. */
export const ANSWERS: Answers = {
	'First Name': 'Ada',
	'Last Name': 'Sample',
	Email: 'ada.sample@gmail.com',
	Phone: '+234 8000000001',
	'Date of Birth': '2000-12-24',
	Street: '1 Sample Close',
	City: 'Lagos',
	State: 'Lagos',
	'Passport Number': 'A00000001',
	Passport: PASSPORT,
	Selfie: SELFIE,
	'Amount to Pay In': '20000',
	'Amount to Pay Out': '5000',
	'Bank Code': '099999',
	'Account Number': '0123456789',
	'Account Name': 'ADA SAMPLE',
	'I Accept the Terms of Busha': 'Yes',
};

/** Totals by profile and currency. */
export type Holdings = Record<string, Record<string, string>>;

/** What is known after the example has run. */
export interface Story {
	emulator: Emulator;
	run: IRun;
	customerId: string;
	before: Holdings;
	after: Holdings;
	/** The transfers that exist now, oldest first. */
	transfers: Transfer[];
	requests: RecordedRequest[];
	/** How long n8n's Wait node waited in all, in minutes of Busha's time. */
	waitedMinutes: number;
}

export function holdings(emulator: Emulator): Holdings {
	const profiles = [...emulator.state.balances].map(([profileId, balances]) => {
		const totals = [...balances.keys()].map((currency) => [currency, emulator.balance(currency, profileId).total]);
		return [profileId, Object.fromEntries(totals) as Record<string, string>];
	});
	return Object.fromEntries(profiles) as Holdings;
}

/** How a customer's verification ends, and when, in minutes after it began. */
export interface Review {
	minutes: number;
	refusal?: string;
}

/** Ends reviews when they are due. The emulator has to be started with `verification: 'hold'`. */
function endReviews(emulator: Emulator, { minutes, refusal }: Review): void {
	const due = emulator.clock.now() - minutes * 60_000;
	for (const { id, status, updated_at } of emulator.state.customers.values()) {
		if (status !== 'in_review' || Date.parse(updated_at) > due) continue;
		if (refusal === undefined) emulator.approve(id);
		else emulator.reject(id, refusal);
	}
}

/** Submits the form of the example once, and runs the workflow through n8n's own engine to its end. */
export async function onboard(emulator: Emulator, review: Review = { minutes: 8 }, answers = ANSWERS): Promise<Story> {
	const workflow = example('onboard-and-pay-out.json');
	const before = holdings(emulator);
	const first = emulator.requests.length;
	let waitedMinutes = 0;
	addStandIns({
		letTimePass: async (ms) => {
			waitedMinutes += ms / 60_000;
			emulator.clock.advance(ms);
			endReviews(emulator, review);
			await Promise.resolve();
		},
	});
	const input = [submission(nodeNamed(workflow, 'Onboarding Form'), answers)];
	const run = await runWorkflow(workflow, { credentials: credentialsOf(emulator), input });
	return {
		emulator,
		run,
		customerId: String(itemsOf(run, 'Create Customer')[0]?.json.id),
		before,
		after: holdings(emulator),
		transfers: [...emulator.state.transfers.values()],
		requests: emulator.requests.slice(first),
		waitedMinutes,
	};
}

/** Cuts the connection in the moment when Busha makes a payout: it is made, but n8n does not hear of it. */
export function loseTheAnswerOfThePayout(emulator: Emulator): void {
	const pays = ({ body }: RecordedRequest): boolean => {
		const quoteId = (body as { quote_id?: string } | undefined)?.quote_id ?? '';
		return emulator.state.quotes.get(quoteId)?.pay_out.type === 'bank_transfer';
	};
	emulator.fault({ method: 'POST', path: '/v1/transfers', where: pays }, { kind: 'reset', commit: true });
}
