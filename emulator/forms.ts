/** Fields of a quote that Busha may leave out of what it shows. */
export type QuoteField =
	| 'reference'
	| 'pay_in'
	| 'pay_out'
	| 'profile_id'
	| 'status'
	| 'created_at'
	| 'updated_at'
	| 'expires_at'
	| 'rate'
	| 'fees';

/** Fields of a transfer that Busha may leave out of what it shows. */
export type TransferField =
	| 'quote_id'
	| 'reference'
	| 'profile_id'
	| 'pay_in'
	| 'pay_out'
	| 'source_amount'
	| 'target_amount';

/** Resources, the first part of a path, that can take the business for whoever the profile header names. */
export type ProfileResource = 'quotes' | 'transfers' | 'bill';

/**
 * What Busha's documentation leaves open, as switches. The plain form is the emulator's own behaviour; every other value
 * is something that a real API does somewhere, and that a client has to survive.
 */
export interface Forms {
	/** Fields that quotes do not show: in lists, in reads, and in the answer to their creation. */
	quoteHides: readonly QuoteField[];
	/** Fields that transfers do not show, likewise. */
	transferHides: readonly TransferField[];
	/** How quotes and transfers show their reference; `cut` leaves twelve characters. */
	reference: 'asSent' | 'cut' | 'lowerCase';
	/** How a payout names its recipient. */
	destination: 'idAndDetails' | 'details' | 'id' | 'nothing';
	/** How quotes show amounts: exactly, or rounded to whole units. */
	quoteAmounts: 'exact' | 'whole';
	/** Quotes and their legs carry a field that is described nowhere. */
	extraField: boolean;
	/** Quotes show the phone of who pays by mobile money. */
	payerPhone: boolean;
	/** Whether the list of transfers heeds `quote_id`. */
	quoteIdFilter: 'honoured' | 'ignored';
	/** Whether lists heed `sort`; if not, they begin with the oldest row. */
	sort: 'honoured' | 'ignored';
	/** Rows of every page, whatever `limit` asks for; 0 heeds `limit`. */
	pageSize: number;
	/** Emulator milliseconds until the list of quotes shows a new quote, or a change of one. */
	quotesLagMs: number;
	/** The same for the list of transfers. */
	transfersLagMs: number;
	/** The same for the lists of bill orders, recipients and customers. */
	otherListsLagMs: number;
	/** The same for reads of one object by its id; a new one is a 404 until then. */
	readsLagMs: number;
	/** Every other row is spared from the lag, so that a newer row can be visible before an older one. */
	outOfOrder: boolean;
	/** Resources that ignore the profile header: they act for the business, and with its money. */
	ignoresProfile: readonly ProfileResource[];
	/** What becomes of a quote that is executed again. */
	secondTransfer: 'refused' | 'made';
	/** What becomes of an expired quote that is executed: at the market price, less arrives. */
	expiredQuote: 'refused' | 'marketPrice';
	/** How a new quote differs from what was asked for. See world/misquote.ts. */
	quoted: 'asAsked' | 'otherRecipient' | 'lessTarget' | 'rateOff' | 'noFees' | 'moreSource' | 'otherAmount';
	/** The status in which a transfer begins; `awaiting_review` is in no documentation, and goes on like `pending`. */
	firstStatus: 'pending' | 'processing' | 'completed' | 'failed' | typeof UNHEARD_OF;
	/** Answers carry no `Date`. */
	dateHidden: boolean;
	/** How far the `Date` of answers is ahead of the emulator's clock. */
	dateSkewMs: number;
}

/** A status that no documentation knows. */
export const UNHEARD_OF = 'awaiting_review';

export const PLAIN: Forms = {
	quoteHides: [],
	transferHides: [],
	reference: 'asSent',
	destination: 'idAndDetails',
	quoteAmounts: 'exact',
	extraField: false,
	payerPhone: false,
	quoteIdFilter: 'honoured',
	sort: 'honoured',
	pageSize: 0,
	quotesLagMs: 0,
	transfersLagMs: 0,
	otherListsLagMs: 0,
	readsLagMs: 0,
	outOfOrder: false,
	ignoresProfile: [],
	secondTransfer: 'refused',
	expiredQuote: 'refused',
	quoted: 'asAsked',
	firstStatus: 'pending',
	dateHidden: false,
	dateSkewMs: 0,
};

/** The query as this Busha heeds it. */
export function heeded(
	query: Record<string, unknown>,
	{ quoteIdFilter, sort, pageSize }: Forms,
): Record<string, unknown> {
	return {
		...query,
		...(quoteIdFilter === 'ignored' && { quote_id: undefined }),
		...(sort === 'ignored' && { sort: 'asc' }),
		...(pageSize > 0 && { limit: pageSize }),
	};
}
