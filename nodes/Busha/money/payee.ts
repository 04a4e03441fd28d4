import { type Leg, type Recipient, recipientValue } from '../api/types';
import { type Match, text } from './match';

/** Whether two payees are the same, and whether their bank or business is known to be the same as well. */
export interface Payee {
	payee: Match;
	issuer: Match;
}

const letters = (value: string): string => value.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
const sameLetters = (a: string, b: string): boolean => letters(a) === letters(b);

/** A phone number with or without its calling code, whose last nine digits tell it from others of its country. */
export const samePhone = (a: string, b: string): boolean => letters(a).slice(-9) === letters(b).slice(-9);

/** The keys that tell an account from all others, where its bank or business is the same. */
const ACCOUNT_KEYS = ['account_number', 'iban', 'phone_number', 'till_number'] as const;

/** Who gives out account numbers: two banks, or businesses, may give out the same one. */
const ISSUER_CODES = ['bank_code', 'routing_number', 'sort_code', 'swift_code', 'paybill'] as const;
const ISSUER_KEYS = [...ISSUER_CODES, 'bank_name'] as const;

type Details = NonNullable<Leg['recipient_details']>;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** By any of its codes, or by a name that is written alike. */
function issuerOf(recipient: Recipient, details: Details): Match {
	const agrees = (key: string): boolean[] => {
		const [own, shown] = [recipientValue(recipient, key), details[key]];
		return own !== undefined && isText(shown) ? [sameLetters(own, shown)] : [];
	};
	const codes = ISSUER_CODES.flatMap(agrees);
	if (codes.length > 0) return codes.includes(false) ? 'differs' : 'agrees';
	const hasNone = ISSUER_KEYS.every((key) => recipientValue(recipient, key) === undefined && !isText(details[key]));
	return hasNone || agrees('bank_name').includes(true) ? 'agrees' : 'notShown';
}

/** By the account that is shown. An IBAN, a phone number and a till number need no issuer. */
function byAccount(recipient: Recipient | undefined, details: Leg['recipient_details']): Payee {
	const matches = new Map<string, boolean>();
	for (const key of ACCOUNT_KEYS) {
		const [own, shown] = [recipient && recipientValue(recipient, key), details?.[key]];
		const same = key === 'phone_number' ? samePhone : sameLetters;
		if (own !== undefined && isText(shown)) matches.set(key, same(own, shown));
	}
	if (!recipient || !details || matches.size === 0) return { payee: 'notShown', issuer: 'notShown' };
	const issuer = issuerOf(recipient, details);
	if (issuer === 'differs' || [...matches.values()].includes(false)) return { payee: 'differs', issuer };
	const isNumberOnly = matches.size === 1 && matches.has('account_number');
	return { payee: 'agrees', issuer: isNumberOnly ? issuer : 'agrees' };
}

/** A recipient is the same by its id, or by its account: people save one account several times. */
export function payeeOf(asked: Leg | undefined, shown: Leg | null | undefined, recipient?: Recipient): Payee {
	const byId = text(asked?.recipient_id, shown?.recipient_id);
	if (byId === 'agrees') return { payee: 'agrees', issuer: 'agrees' };
	const found = byAccount(recipient, shown?.recipient_details);
	return byId === 'differs' && found.issuer !== 'agrees' ? { ...found, payee: byId } : found;
}

/** Whether an account is shown that the money goes to. */
export function showsAccount(payOut: Leg | undefined): boolean {
	return ACCOUNT_KEYS.some((key) => typeof payOut?.recipient_details?.[key] === 'string');
}

/** Whether the recipient has to be read to compare: an account is shown, and not the id that is asked for. */
export function needsAccount(payOut: Leg | undefined, recipientId: string): boolean {
	return payOut?.recipient_id !== recipientId && showsAccount(payOut);
}
