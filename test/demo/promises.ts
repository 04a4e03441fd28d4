/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { isDeepStrictEqual } from 'node:util';

import type { Transfer } from '../../emulator';
import { Decimal, text } from '../../emulator';
import { itemsOf } from '../support/engine';
import { PASSPORT, SELFIE, type Story } from './onboarding';

/** Something that the example promises, and whether it came true. */
export interface Promised {
	what: string;
	kept: boolean;
	/** What was seen instead, if it was not kept. */
	seen: unknown;
}

const isPayout = ({ pay_out }: Transfer): boolean => pay_out.type === 'bank_transfer';

/** What the customer has to have: what there was, plus what came in, minus what went out. */
function expectedTotal({ before, customerId, transfers }: Story): string {
	const start = new Decimal(before[customerId]?.NGN ?? '0');
	const moved = transfers.map((transfer) =>
		isPayout(transfer) ? new Decimal(transfer.source_amount).times(-1) : new Decimal(transfer.target_amount),
	);
	return text(moved.reduce((sum, amount) => sum.plus(amount), start));
}

/** Everything that the example promises to its user, checked against what Busha holds after the run. */
export function promisesOf(story: Story): Promised[] {
	const { emulator, customerId, before, after, transfers, requests } = story;
	const { businessId, state } = emulator;
	const customer = state.customers.get(customerId);
	const deposits = transfers.filter((transfer) => !isPayout(transfer));
	const payouts = transfers.filter(isPayout);
	const [payout] = itemsOf(story.run, 'Pay Out').map(({ json }) => json);
	const papers = (customer?.secrets.identifying_information ?? []).map(({ type, image_front }) => ({
		type,
		image_front,
	}));
	const sent = [
		{ type: 'passport', image_front: PASSPORT.toString('base64') },
		{ type: 'selfie', image_front: SELFIE.toString('base64') },
	];
	const money = requests.filter(({ resource }) => ['quotes', 'transfers', 'recipients'].includes(resource));

	return [
		{
			what: 'The workflow ends without an error',
			kept: story.run.data.resultData.error === undefined,
			seen: story.run.data.resultData.error?.message,
		},
		{
			what: 'Busha has the passport and the selfie, byte for byte',
			kept: isDeepStrictEqual(papers, sent),
			seen: papers.map(({ type }) => type),
		},
		{ what: 'Busha verified the customer', kept: customer?.status === 'active', seen: customer?.status },
		{
			what: 'No money moved before that',
			kept: money.every(({ at }) => at >= Date.parse(customer?.updated_at ?? '')),
			seen: money.map(({ at }) => at),
		},
		{
			what: 'One deposit arrived',
			kept: deposits.length === 1 && deposits[0]?.status === 'funds_received',
			seen: deposits.map(({ status }) => status),
		},
		{
			what: 'One payout was delivered',
			kept: payouts.length === 1 && payouts[0]?.status === 'funds_delivered',
			seen: payouts.map(({ status }) => status),
		},
		{
			what: 'The output is that payout',
			kept: payout?.id === payouts[0]?.id && payout?.status === 'funds_delivered',
			seen: payout,
		},
		{
			what: 'Every transfer belongs to the customer',
			kept: transfers.every(({ profile_id }) => profile_id === customerId),
			seen: transfers.map(({ profile_id }) => profile_id),
		},
		{
			what: 'Every request about money named the customer',
			kept: money.every(({ profileId }) => profileId === customerId),
			seen: money.map(({ profileId }) => profileId),
		},
		{
			what: 'The customer has what came in minus what went out',
			kept: after[customerId]?.NGN === expectedTotal(story),
			seen: [after[customerId]?.NGN, expectedTotal(story)],
		},
		{
			what: 'The balances of the business are untouched',
			kept: isDeepStrictEqual(after[businessId], before[businessId]),
			seen: after[businessId],
		},
		{
			what: 'Busha understood every request',
			kept: requests.every(({ problems }) => problems === undefined) && emulator.violations.length === 0,
			seen: [requests.flatMap(({ problems = [] }) => problems), emulator.violations],
		},
	];
}
