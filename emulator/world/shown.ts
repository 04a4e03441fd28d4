import { UNHEARD_OF, type Forms } from '../forms';
import { Decimal, text } from '../money';
import { omitEmpty, without } from './omit';
import type { PayOut } from './quote';

const CUT = 12;
const EXTRA_FIELD = 'annotation';

/** A reference as quotes and transfers show it. */
export function referenceShown(reference: string, { reference: form }: Forms): string {
	if (form === 'cut') return reference.slice(0, CUT);
	return form === 'lowerCase' ? reference.toLowerCase() : reference;
}

/** An amount as quotes show it. */
export function amountShown(amount: string | undefined, { quoteAmounts }: Forms): string | undefined {
	return amount === undefined || quoteAmounts === 'exact' ? amount : text(new Decimal(amount).round(0));
}

const DESTINATION_HIDES = {
	idAndDetails: [],
	details: ['recipient_id'],
	id: ['recipient_details'],
	nothing: ['recipient_id', 'recipient_details', 'address'],
} as const satisfies Record<Forms['destination'], ReadonlyArray<keyof PayOut>>;

/** Where money goes to, as quotes and transfers show it. */
export function destinationShown<T extends PayOut>(leg: T, { destination }: Forms): object {
	return omitEmpty(without(leg as PayOut, ...DESTINATION_HIDES[destination]));
}

/** What quotes and their legs carry besides. */
export const extra = ({ extraField }: Forms): object => (extraField ? { [EXTRA_FIELD]: 'unasked' } : {});

/** An answer without what forms put into it although no documentation describes it: all the rest has to keep the contract. */
export function described(body: object, { extraField, payerPhone, firstStatus }: Forms): object {
	if (!extraField && !payerPhone && firstStatus !== UNHEARD_OF) return body;
	return JSON.parse(JSON.stringify(body), (key, value: unknown) => {
		if (key === EXTRA_FIELD) return undefined;
		if (key === 'status' && value === UNHEARD_OF) return 'pending';
		return key === 'pay_in' ? without(value as { phone?: string }, 'phone') : value;
	}) as object;
}
