import BigJs, { type Big } from 'big.js';

/** Exact decimals with enough places that only the final rounding rounds. */
export const Decimal = BigJs();
Decimal.DP = 40;

export type { Big };

export const ZERO: Big = new Decimal(0);

/** Plain decimal text: no exponent, no trailing zeros. */
export const text = (amount: Big): string => amount.toFixed();

export const money = (amount: Big, currency: string) => ({ amount: text(amount), currency });

export const roundDown = (amount: Big, places: number): Big => amount.round(places, BigJs.roundDown);
export const roundUp = (amount: Big, places: number): Big => amount.round(places, BigJs.roundUp);
