import { Decimal, ZERO, type Big } from '../money';
import { knownNetwork, type Currency } from './currencies';
import type { PayInType, PayOutType } from './quote';

/** What a leg costs, in the currency of that leg: a flat amount, or a part of the whole. */
export interface LegFee {
	name: string;
	flat: Big;
	part: Big;
}

const flat = (name: string, amount: string): LegFee => ({ name, flat: new Decimal(amount), part: ZERO });
const part = (name: string, share: string): LegFee => ({ name, flat: ZERO, part: new Decimal(share) });

/** The fee on money coming in, taken off the source before conversion; crypto deposits are free. */
export function depositFee(source: Currency, payIn: PayInType): LegFee | undefined {
	if (payIn !== 'temporary_bank_account' && payIn !== 'mobile_money') return undefined;
	if (source.code === 'NGN') return flat('payment gateway fee', '150');
	return part('payment gateway fee', '0.01');
}

/** The fee on money going out, taken off the target after conversion. */
export function payoutFee(target: Currency, payOut: PayOutType, network: string | undefined): LegFee | undefined {
	if (payOut === 'balance') return undefined;
	if (payOut === 'address') {
		// Another user of Busha is paid without a network.
		return network === undefined ? undefined : flat('network fee', knownNetwork(target, network).withdrawalFee);
	}
	if (target.code === 'NGN') return flat('Fees', '107.5');
	if (target.code === 'KES') return flat('Fees', '330');
	return flat('Fees', '5');
}
