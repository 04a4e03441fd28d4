import type { IDataObject } from 'n8n-workflow';
import { fetch } from 'undici';

import type { Emulator } from '../../emulator';
import { locator, type Parameters } from '../support/busha';
import type { PlannedItem, Schedule, Step } from './schedule';

export const START_BALANCE = '1000000';
/** Whoever changes the amount of an item adds this. */
const ANOTHER = 5000;
const LIMIT = '500';
const NO_LIMIT = '999999';

/** What a run is asked to pay for one item. */
export interface Asked {
	profile: string;
	currency: string;
	amount: string;
	recipient?: string;
	/** The recipient's account. */
	account?: string;
	/** Set by the user: whatever has it is one payment. */
	reference?: string;
	/** The quote to execute, where it was made before. */
	quoteId?: string;
	/** No more than this may be taken. */
	limit?: string;
}

/** Who plays in a schedule: the business and two customers with money, and somebody for each of them to pay. */
export interface Cast {
	profiles: string[];
	recipients: string[];
	others: string[];
	refusing: string[];
	/** The account of each recipient. */
	accounts: ReadonlyMap<string, string>;
	/** Quotes that were made before, by item. */
	quotes: string[];
}

/** The amount tells payments apart in Busha's books: one for each reference, or else one for each item. */
function amountOf({ reference, other }: PlannedItem, index: number): number {
	return reference === undefined ? 2000 + index : 1000 + reference + (other ? 500 : 0);
}

/** A node has the field "Reference" filled in for all of its items, or for none. An agent has to give one. */
function referenceOf(items: PlannedItem[], index: number, way: Step['way']): string | undefined {
	if (way !== 'tool' && items.every(({ reference }) => reference === undefined)) return undefined;
	return `Salary-2026-11-${items[index]?.reference ?? `only-${index}`}`;
}

/** What a step asks for, item by item. */
export function askedBy({ kind, items }: Schedule, { change, from, way }: Step, cast: Cast): Asked[] {
	return items.map((item, index) => {
		const changed = from === 'failure' || index % 2 === 1 ? change : undefined;
		const recipients =
			changed === 'recipient'
				? cast.others
				: item.refusedByBank && item.reference === undefined
					? cast.refusing
					: cast.recipients;
		return {
			profile: cast.profiles[item.profile] ?? '',
			currency: kind === 'mobileMoney' ? 'KES' : 'NGN',
			amount: String(amountOf(item, index) + (changed === 'amount' && kind !== 'transfer' ? ANOTHER : 0)),
			...(kind === 'payout' && {
				recipient: recipients[item.profile],
				account: cast.accounts.get(recipients[item.profile] ?? ''),
			}),
			reference: referenceOf(items, index, kind === 'transfer' ? 'workflow' : way),
			...(kind === 'transfer' && { quoteId: cast.quotes[index] }),
			...(changed === 'limit' && (kind === 'payout' || kind === 'convert') && { limit: LIMIT }),
		};
	});
}

/** The items of a new run, each with its number, which comes back with what the error output gives. */
export const inputOf = (asked: Asked[], { items }: Schedule, { others }: Cast): IDataObject[] =>
	asked.map((one, item) => ({
		...one,
		item,
		limit: one.limit ?? NO_LIMIT,
		another: others[items[item]?.profile ?? 0],
	}));

/** The node's parameters, alike for all items. Who retries has the items of before, and can only change the node. */
export function parametersOf({ kind, items, wait }: Schedule, { from, change, way }: Step): Parameters {
	const changed = from === 'failure' ? change : undefined;
	const customerId = '={{ $json.profile }}' as never;
	if (kind === 'transfer')
		return { resource: 'transfer', operation: 'create', customerId, quoteId: '={{ $json.quoteId }}' };
	const common: Parameters = {
		resource: 'transaction',
		operation: kind === 'mobileMoney' ? 'deposit' : kind,
		customerId,
		sourceCurrency: '={{ $json.currency }}',
		targetCurrency: kind === 'convert' ? 'USDT' : '={{ $json.currency }}',
		amountType: 'source',
		amount: changed === 'amount' ? `={{ String(Number($json.amount) + ${ANOTHER}) }}` : '={{ $json.amount }}',
		...(referenceOf(items, 0, way) !== undefined && { reference: '={{ $json.reference }}' }),
	};
	if (kind === 'deposit') return { ...common, method: 'bankAccount' };
	if (kind === 'mobileMoney') return { ...common, method: 'mobileMoney', phone: '+254 700000001' };
	const options = {
		maxSourceAmount: changed === 'limit' ? LIMIT : '={{ $json.limit }}',
		...(wait && { waitForCompletion: true, waitTimeout: 120 }),
	};
	if (kind === 'convert') return { ...common, options };
	return {
		...common,
		options,
		destination: 'bankTransfer',
		recipientId: locator(changed === 'recipient' ? '={{ $json.another }}' : '={{ $json.recipient }}'),
	};
}

/** Sets the emulator up for a schedule. Everything is plain meanwhile. */
export async function castFor(emulator: Emulator, schedule: Schedule): Promise<Cast> {
	const customers = [emulator.addCustomer().id, emulator.addCustomer().id];
	const profiles = [emulator.businessId, ...customers];
	for (const customer of customers) {
		emulator.fund('NGN', START_BALANCE, customer);
		emulator.fund('KES', '500000', customer);
	}
	const accounts = new Map<string, string>();
	const recipientsWith = (account_number: string) =>
		profiles.map((profile) => {
			const { id } = emulator.addRecipient({ account_number }, profile);
			accounts.set(id, account_number);
			return id;
		});
	const cast = {
		profiles,
		recipients: recipientsWith('0123456789'),
		others: recipientsWith('1111111111'),
		refusing: recipientsWith('9999999999'),
		accounts,
		quotes: [],
	};
	if (schedule.kind !== 'transfer') return cast;
	return { ...cast, quotes: await quotesFor(emulator, schedule, cast) };
}

/** Items that are one payment share one quote. */
async function quotesFor(emulator: Emulator, { items }: Schedule, { profiles, recipients }: Cast): Promise<string[]> {
	const made = new Map<string, string>();
	const ids: string[] = [];
	for (const [index, item] of items.entries()) {
		const amount = String(amountOf(item, index));
		const key = `${item.profile} ${amount}`;
		const body = {
			source_currency: 'NGN',
			target_currency: 'NGN',
			source_amount: amount,
			reference: referenceOf(items, index, 'workflow'),
			pay_out: { type: 'bank_transfer', recipient_id: recipients[item.profile] },
		};
		const id = made.get(key) ?? (await quote(emulator, body, profiles[item.profile] ?? ''));
		made.set(key, id);
		ids.push(id);
	}
	return ids;
}

async function quote({ url, secretKey }: Emulator, body: object, profile: string): Promise<string> {
	const headers = {
		authorization: `Bearer ${secretKey}`,
		'content-type': 'application/json',
		'x-bu-profile-id': profile,
	};
	const answer = await fetch(`${url}/v1/quotes`, { method: 'POST', headers, body: JSON.stringify(body) });
	return ((await answer.json()) as { data: { id: string } }).data.id;
}
