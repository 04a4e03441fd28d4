import fc from 'fast-check';

import type { Forms } from '../../emulator';

const one = fc.constantFrom<Partial<Forms>>(
	...(
		['reference', 'pay_in', 'pay_out', 'profile_id', 'status', 'created_at', 'expires_at', 'rate', 'fees'] as const
	).map((field) => ({ quoteHides: [field] })),
	{ reference: 'cut' },
	{ reference: 'lowerCase' },
	{ destination: 'details' },
	{ destination: 'id' },
	{ destination: 'nothing' },
	{ quoteAmounts: 'whole' },
	{ extraField: true },
	{ payerPhone: true },
	{ transferHides: ['quote_id'] },
	{ transferHides: ['profile_id'] },
	{ transferHides: ['pay_in', 'pay_out'] },
	{ transferHides: ['source_amount', 'target_amount'] },
	{ quoteIdFilter: 'ignored' },
	{ sort: 'ignored' },
	{ pageSize: 3 },
	{ quotesLagMs: 500 },
	// A list that is unordered for longer than a client waits can be told from a fresh one by nobody.
	{ quotesLagMs: 500, outOfOrder: true },
	{ quotesLagMs: 10_000 },
	{ transfersLagMs: 500 },
	{ transfersLagMs: 10_000 },
	{ transfersLagMs: 10_000, readsLagMs: 10_000 },
	{ readsLagMs: 500 },
	{ readsLagMs: 10_000 },
	{ ignoresProfile: ['quotes', 'transfers'] },
	{ ignoresProfile: ['quotes'] },
	{ secondTransfer: 'made' },
	{ expiredQuote: 'marketPrice' },
	...(['otherRecipient', 'lessTarget', 'rateOff', 'noFees', 'moreSource', 'otherAmount'] as const).map((quoted) => ({
		quoted,
	})),
	...(['processing', 'completed', 'failed', 'awaiting_review'] as const).map((firstStatus) => ({ firstStatus })),
	{ dateHidden: true },
	{ dateSkewMs: -90_000 },
	{ dateSkewMs: 25 * 60_000 },
);

/** One to three hostile forms at once; where two say something about the same thing, the last one counts. */
export const hostileForms: fc.Arbitrary<Partial<Forms>> = fc
	.array(one, { minLength: 1, maxLength: 3, size: 'max' })
	.map((forms) => Object.assign({}, ...forms) as Partial<Forms>)
	// A false quote that shows too little can be told from a true one by nobody.
	.map((forms) => (forms.quoted === undefined ? forms : { ...forms, quoteHides: undefined, destination: undefined }))
	.map((forms) => Object.fromEntries(Object.entries(forms).filter(([, value]) => value !== undefined)));

/** How the totals name forms; plain when there are none. */
export function namesOf(forms: Partial<Forms>): string[] {
	const names = Object.entries(forms).map(([form, value]) => (value === true ? form : `${form}: ${String(value)}`));
	return names.length > 0 ? names : ['plain'];
}

/** Whether this Busha may hide from an execution what another one made. */
export function hides(forms: Partial<Forms>): boolean {
	return Object.keys(forms).length > 0;
}
