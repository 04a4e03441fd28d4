/** A quote that is about to be executed, or was, and until when that may be done. Times are in milliseconds. */
export interface KnownQuote {
	id: string;
	/** Its end by Busha's clock. Absent when Busha does not show it. */
	ends?: number;
	/** Its end by this machine's clock, for a quote whose creation was seen. */
	freshUntil?: number;
	/** Its amounts, as decimal strings. */
	source_amount?: string;
	target_amount?: string;
}

/**
 * What the tries of one item leave for the next one. Plain data: n8n saves it with the execution.
 * Whoever makes something writes it down before, so that a later try knows what to look for.
 */
export interface Memory {
	/** Digest of what was asked when the rest was written. Absent when an input item brought the quote along. */
	asked?: string;
	/** The quote that was chosen for the payment. */
	quote?: KnownQuote;
	/** Whose money the quote takes, when it is a customer's. */
	profile?: string;
	/** The quote may have been executed: its outcome is not known, or it succeeded. */
	posted?: boolean;
	/** Quotes that made nothing, and that no copy of the run executes any more. */
	dropped?: string[];
	/** Quotes that this try saw to have ended without making anything. */
	over?: string[];
	/** The object that this item made: its id. */
	made?: string;
	/** What looked like the object to make, before it was made: ids. Set while it may have been made. */
	before?: string[];
	/** When it was made at the earliest, by Busha's clock in milliseconds. */
	since?: number;
	/** An input item brought along that an earlier try ended as unknown. */
	inDoubt?: boolean;
}
