import { isBusiness } from './customer';
import { compare } from './decimal';
import { InputError } from './inputError';

/** A bank payout, as far as it decides which papers Busha asks for. */
interface Payout {
	customerId?: string;
	sourceCurrency: string;
	targetCurrency: string;
	amountType: string;
	amount: string;
}

/** Above it, in USD, a person's payout needs an invoice. */
const WITHOUT_INVOICE = '10000';

/** Throws an {@link InputError} when a bank payout in USD lacks what Busha asks for, as far as that is known before. */
export function checkPapers(payout: Payout, narration: string | undefined, invoiceUrl: string | undefined): void {
	if (payout.targetCurrency !== 'USD') return;
	if (narration === undefined) {
		throw new InputError('Narration is missing', 'Busha asks what a bank payout in USD is for. Add it.');
	}
	if (invoiceUrl === undefined && needsInvoice(payout)) {
		throw new InputError(
			'Payment Invoice URL is missing',
			'Busha asks for the invoice or another document of this payout in USD. Add its web address.',
		);
	}
}

function needsInvoice({ customerId, sourceCurrency, amountType, amount }: Payout): boolean {
	const inDollars = amountType === 'target' || (amountType === 'source' && sourceCurrency === 'USD');
	return isBusiness(customerId) || (inDollars && compare(amount, WITHOUT_INVOICE) > 0);
}
