import type { Leg, Quote, Recipient, Transfer } from '../api/types';
import { recipientValue } from '../api/types';
import { compare, isDecimal, multiply } from '../fields/decimal';
import type { Order, QuoteRequest } from './order';

/** How one side of what Busha shows compares with what is asked. */
export type Match = 'agrees' | 'differs' | 'notShown';

/** What two payments have to share to be the same. */
export const ASPECTS = ['profile', 'currencies', 'amount', 'payIn', 'payOut', 'reversal'] as const;

export type Sameness = Readonly<Record<(typeof ASPECTS)[number], Match>>;

/** What an order is compared with: a quote or a transfer, as far as it is shown. */
export type Found = Partial<Pick<Quote & Transfer, 'profile_id' | 'source_currency' | 'target_currency' | 'source_amount' | 'target_amount'>> &
	Pick<Quote, 'quote_amount' | 'quote_currency' | 'quote_rate' | 'pay_in' | 'pay_out' | 'reversal_policy'>;

function all(matches: Match[]): Match {
	if (matches.includes('differs')) return 'differs';
	return matches.includes('notShown') ? 'notShown' : 'agrees';
}

function text(asked: string | undefined, shown: unknown): Match {
	if (asked === undefined) return 'agrees';
	if (shown === undefined || shown === null || shown === '') return 'notShown';
	return shown === asked ? 'agrees' : 'differs';
}

function number(asked: string | undefined, shown: unknown): Match {
	if (asked === undefined) return 'agrees';
	if (!isDecimal(shown)) return 'notShown';
	return compare(asked, shown) === 0 ? 'agrees' : 'differs';
}

function profileOf(asked: string | undefined, shown: string | undefined): Match {
	if (shown === undefined || shown === '') return 'notShown';
	const own = asked === undefined || asked.startsWith('BUS_') ? !shown.startsWith('CUS_') : shown === asked;
	return own ? 'agrees' : 'differs';
}

/** Rates are shown rounded, and amounts too. */
const NEAR = '0.01';

function near(a: string, b: string): boolean {
	const [small, large] = compare(a, b) < 0 ? [a, b] : [b, a];
	return compare(large, multiply(small, `1${NEAR.slice(1)}`)) <= 0;
}

/**
 * The worth in a fiat currency. Busha's specification shows only its rate to the source currency, integrations have
 * seen the amount itself.
 */
function worth(asked: QuoteRequest, { quote_amount, quote_currency, quote_rate, source_amount }: Found): Match {
	if (asked.quote_amount === undefined) return 'agrees';
	const shown = all([number(asked.quote_amount, quote_amount), text(asked.quote_currency, quote_currency)]);
	const rate = quote_rate?.rate;
	if (shown !== 'notShown' || !isDecimal(rate) || !isDecimal(source_amount)) return shown;
	const fits = near(multiply(source_amount, rate), asked.quote_amount) || near(multiply(asked.quote_amount, rate), source_amount);
	return fits ? 'agrees' : 'differs';
}

const letters = (value: string): string => value.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
const sameLetters = (a: string, b: string): boolean => letters(a) === letters(b);

/** A phone number with or without its calling code, whose last nine digits tell it from others of its country. */
const samePhone = (a: string, b: string): boolean => letters(a).slice(-9) === letters(b).slice(-9);

/** The keys that tell one account from all others. */
const ACCOUNT_KEYS = ['account_number', 'iban', 'phone_number'] as const;

/** Where Busha shows this too, it has to agree as well: two banks may give out the same number. */
const BANK_KEY = 'bank_code';

function account(recipient: Recipient | undefined, details: Leg['recipient_details']): Match {
	const shown = ACCOUNT_KEYS.filter((key) => typeof details?.[key] === 'string' && details[key] !== '');
	if (!recipient || shown.length === 0) return 'notShown';
	const matches = shown.map((key): Match => {
		const own = recipientValue(recipient, key);
		if (own === undefined) return 'notShown';
		const same = key === 'phone_number' ? samePhone : sameLetters;
		return same(own, String(details?.[key])) ? 'agrees' : 'differs';
	});
	const bank = text(recipientValue(recipient, BANK_KEY), details?.[BANK_KEY]);
	return matches.includes('differs') || bank === 'differs' ? 'differs' : matches.includes('agrees') ? 'agrees' : 'notShown';
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

function leg(asked: Leg | undefined, shown: Leg | null | undefined, recipient?: Recipient): Match {
	const type = asked?.type ?? 'balance';
	if (!shown) return type === 'balance' ? 'agrees' : 'notShown';
	const phone = asked?.phone === undefined ? 'agrees' : typeof shown.phone !== 'string' ? 'notShown' : samePhone(asked.phone, shown.phone) ? 'agrees' : 'differs';
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
export function showsAccount({ pay_out: payOut }: Found): boolean {
	return ACCOUNT_KEYS.some((key) => typeof payOut?.recipient_details?.[key] === 'string');
}

/** Whether the recipient has to be read to compare: an account is shown, and not the id that is asked for. */
export function needsAccount({ pay_out: payOut }: Found, recipientId: string | undefined): boolean {
	return recipientId !== undefined && payOut?.recipient_id !== recipientId && showsAccount({ pay_out: payOut });
}

/** Compares what Busha shows with what is asked, side by side. `recipient` is the one that is asked for, if it was read. */
export function sameness(found: Found, { quote: asked }: Order, profileId: string | undefined, recipient?: Recipient): Sameness {
	return {
		profile: profileOf(profileId, found.profile_id),
		currencies: all([text(asked.source_currency, found.source_currency), text(asked.target_currency, found.target_currency)]),
		amount: all([number(asked.source_amount, found.source_amount), number(asked.target_amount, found.target_amount), worth(asked, found)]),
		payIn: leg(asked.pay_in, found.pay_in),
		payOut: leg(asked.pay_out, found.pay_out, recipient),
		reversal: text(asked.reversal_policy, found.reversal_policy),
	};
}

/** The two together: a payment as its quote and its transfer show it. */
export function both(a: Sameness, b: Sameness): Sameness {
	const together = (x: Match, y: Match): Match => (x === 'differs' || y === 'differs' ? 'differs' : x === 'agrees' ? x : y);
	return Object.fromEntries(ASPECTS.map((aspect) => [aspect, together(a[aspect], b[aspect])])) as Sameness;
}

/** Whether something that is shown is not what is asked. */
export const differs = (found: Sameness): boolean => ASPECTS.some((aspect) => found[aspect] === 'differs');

/** Whether everything that is asked is shown, and agrees: good enough to execute a quote that somebody else made. */
export const isProven = (found: Sameness): boolean => ASPECTS.every((aspect) => found[aspect] === 'agrees');

/** Whether all that is shown agrees, currencies and amount at least: good enough to report a transfer that exists. */
export function mayReport(found: Sameness): boolean {
	return !differs(found) && found.currencies === 'agrees' && found.amount === 'agrees';
}
