import type { IHttpRequestMethods } from 'n8n-workflow';

import { BushaError } from './failure';
import type { Effect } from './retry';

/** One call of the API. Parts of `query` and `body` that are `undefined` are not sent. */
export interface Call<Found = object> {
	method: IHttpRequestMethods;
	/** With `/v1`, its variable segments encoded by {@link path}. */
	path: string;
	effect: Effect;
	query?: Record<string, string | number | undefined>;
	body?: object;
	/** The type of the file that is asked for, in place of JSON. */
	accept?: string;
	/** Not sent after this moment of this machine's clock, in milliseconds, as what it relies on is known no longer. */
	sendBy?: number;
	/** Called when its turn has come and it is about to be sent, for each try. */
	onSend?: () => void;
	/**
	 * Finds what an earlier try of this call may have done. Asked after a try whose outcome is unknown;
	 * what it returns is taken for the answer, `undefined` means that it surely did not happen.
	 */
	recover?: () => Promise<Found | undefined>;
}

/** A value, and whether it stems from an earlier try rather than from this one. */
export interface Settled<T> {
	value: T;
	replayed: boolean;
}

/**
 * A path whose variable segments stay one segment each, whatever they contain. Empty ones and the dots that stand for
 * another folder cannot be encoded, so they are a {@link BushaError}.
 */
export function path(strings: TemplateStringsArray, ...segments: string[]): string {
	const encoded = segments.map((segment) => {
		if (!/^\.{0,2}$/.test(segment)) return encodeURIComponent(segment);
		throw new BushaError({
			outcome: 'notSent',
			message: `"${segment}" is not an ID`,
			advice: 'Check the ID, or its expression.',
		});
	});
	return String.raw({ raw: strings }, ...encoded);
}
