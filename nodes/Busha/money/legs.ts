import { type Leg, type Recipient, recipientValue } from '../api/types';
import { all, type Match, text } from './match';

const letters = (value: string): string => value.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
const sameLetters = (a: string, b: string): boolean => letters(a) === letters(b);

/** A phone number with or without its calling code, whose last nine digits tell it from others of its country. */
const samePhone = (a: string, b: string): boolean => letters(a).slice(-9) === letters(b).slice(-9);

/** The keys that tell one account from all others. */
const ACCOUNT_KEYS = ['account_number', 'iban', 'phone_number', 'till_number'] as const;

/** Where Busha shows one of these too, it has to agree as well: two banks, or businesses, may give out the same number. */
const ISSUER_KEYS = ['bank_code', 'paybill'] as const;

function account(recipient: Recipient | undefined, details: Leg['recipient_details']): Match {
	const shown = ACCOUNT_KEYS.filter((key) => typeof details?.[key] === 'string' && details[key] !== '');
	if (!recipient || shown.length === 0) return 'notShown';
	const matches = shown.map((key): Match => {
		const own = recipientValue(recipient, key);
		if (own === undefined) return 'notShown';
		const same = key === 'phone_number' ? samePhone : sameLetters;
		return same(own, String(details?.[key])) ? 'agrees' : 'differs';
	});
	const issuers = ISSUER_KEYS.map((key) => text(recipientValue(recipient, key), details?.[key]));
	return matches.includes('differs') || issuers.includes('differs')
		? 'differs'
		: matches.includes('agrees')
			? 'agrees'
			: 'notShown';
}

/** A recipient is the same by its id, or by its account: people save one account several times. */
function payee(asked: Leg | undefined, shown: Leg, recipient: Recipient | undefined): Match {
	const byId = text(asked?.recipient_id, shown.recipient_id);
	if (byId === 'agrees') return byId;
	const byAccount = account(recipient, shown.recipient_details);
	return byAccount === 'notShown' ? byId : byAccount;
}

/** Addresses written in hexadecimal digits are the same in either case. */
function address(asked: string | undefined, shown: unknown): Match {
	const hexadecimal = asked !== undefined && /^0x[0-9a-f]+$/i.test(asked) && typeof shown === 'string';
	return hexadecimal ? text(asked.toLowerCase(), shown.toLowerCase()) : text(asked, shown);
}

/** Compares one leg. A leg that is not shown is a balance, or hidden. */
export function leg(asked: Leg | undefined, shown: Leg | null | undefined, recipient?: Recipient): Match {
	const type = asked?.type ?? 'balance';
	if (!shown) return type === 'balance' ? 'agrees' : 'notShown';
	const phone =
		asked?.phone === undefined
			? 'agrees'
			: typeof shown.phone !== 'string'
				? 'notShown'
				: samePhone(asked.phone, shown.phone)
					? 'agrees'
					: 'differs';
	return all([
		text(type, shown.type),
		payee(asked, shown, recipient),
		address(asked?.address, shown.address),
		text(asked?.network, shown.network),
		text(asked?.memo, shown.memo),
		phone,
	]);
}

/** Whether an account is shown that the money goes to. */
export function showsAccount(payOut: Leg | undefined): boolean {
	return ACCOUNT_KEYS.some((key) => typeof payOut?.recipient_details?.[key] === 'string');
}

/** Whether the recipient has to be read to compare: an account is shown, and not the id that is asked for. */
export function needsAccount(payOut: Leg | undefined, recipientId: string): boolean {
	return payOut?.recipient_id !== recipientId && showsAccount(payOut);
}
