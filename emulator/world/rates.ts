import { badRequest } from '../errors';
import { Decimal, money, text, type Big } from '../money';
import { CURRENCIES, type Currency } from './currencies';

/** A tradable pair: `buy` is what one base costs in counter, `sell` what one base brings. */
export interface Pair {
	id: string;
	base: Currency;
	counter: Currency;
	buy: Big;
	sell: Big;
}

/** base, counter, buy, sell. */
const TABLE: Array<[string, string, string, string]> = [
	['USDT', 'NGN', '1500.10', '1480.20'],
	['USDC', 'NGN', '1499.90', '1479.80'],
	['BTC', 'NGN', '136500000', '134200000'],
	['ETH', 'NGN', '4950000', '4860000'],
	['SOL', 'NGN', '232000', '227000'],
	['TON', 'NGN', '4700', '4590'],
	['XLM', 'NGN', '420', '408'],
	['TRX', 'NGN', '420', '409'],
	['USDT', 'KES', '130.50', '128.20'],
	['USDC', 'KES', '130.40', '128.10'],
	['BTC', 'KES', '11900000', '11650000'],
	['USDT', 'GHS', '12.60', '12.30'],
	['USDT', 'USD', '1.004', '0.996'],
	['USDC', 'USD', '1.003', '0.997'],
	['BTC', 'USD', '91200', '90100'],
	['ETH', 'USD', '3310', '3270'],
	['USD', 'NGN', '1498', '1476'],
	['USD', 'KES', '130.10', '127.90'],
	['BTC', 'USDT', '90825.65', '90210.40'],
	['ETH', 'USDT', '3302.10', '3281.90'],
	['BTC', 'USDC', '90830.15', '90205.90'],
	['ETH', 'BTC', '0.0366', '0.0361'],
	['USDC', 'USDT', '1.0012', '0.9991'],
	['SOL', 'USDT', '154.20', '152.90'],
	['TRX', 'USDT', '0.2812', '0.2779'],
	['XLM', 'USDT', '0.2801', '0.2764'],
];

const PAIRS: Pair[] = TABLE.map(([base, counter, buy, sell]) => ({
	id: base + counter,
	base: CURRENCIES.get(base) as Currency,
	counter: CURRENCIES.get(counter) as Currency,
	buy: new Decimal(buy),
	sell: new Decimal(sell),
}));
const BY_ID = new Map(PAIRS.map((pair) => [pair.id, pair]));

/** How source becomes target: a rate in counter per base, and which side of the pair is traded. */
export interface Conversion {
	product: string;
	rate: Big;
	side: 'buy' | 'sell';
}

/** The price of turning `source` into `target`. Equal currencies convert one to one, without a product. */
export function conversion(source: string, target: string): Conversion {
	if (source === target) return { product: '', rate: new Decimal(1), side: 'sell' };
	const sold = BY_ID.get(source + target);
	if (sold) return { product: sold.id, rate: sold.sell, side: 'sell' };
	const bought = BY_ID.get(target + source);
	if (bought) return { product: bought.id, rate: bought.buy, side: 'buy' };
	throw badRequest(`Pair ${source}${target} is not supported`);
}

/** A target amount per source amount, not rounded. */
export const toTarget = ({ side, rate }: Conversion, source: Big): Big =>
	side === 'sell' ? source.times(rate) : source.div(rate);

/** The source amount that makes a target amount, not rounded. */
export const toSource = ({ side, rate }: Conversion, target: Big): Big =>
	side === 'sell' ? target.div(rate) : target.times(rate);

const STABLE = new Set(['USDT', 'USDC']);

/** Whether a pair belongs to the `type` filter of GET /v1/pairs. */
function isOfType({ base, counter }: Pair, type: string): boolean {
	if (type === 'fiat') return counter.type === 'fiat';
	if (type === 'crypto') return counter.type === 'crypto';
	if (type === 'stablecoin') return STABLE.has(base.code) || STABLE.has(counter.code);
	return type === 'base_crypto' ? base.type === 'crypto' : base.type === 'fiat';
}

/** The pairs that match the query of GET /v1/pairs. */
export function findPairs(query: Record<string, unknown>): Pair[] {
	const found = PAIRS.filter((pair) => {
		if (query.id !== undefined && query.id !== pair.id) return false;
		if (query.base !== undefined && query.base !== pair.base.code) return false;
		if (query.counter !== undefined && query.counter !== pair.counter.code) return false;
		if (query.currency !== undefined && query.currency !== pair.base.code && query.currency !== pair.counter.code)
			return false;
		return query.type === undefined || isOfType(pair, String(query.type));
	});
	if (query.sort_by === 'alphabetical') found.sort((a, b) => (a.id < b.id ? -1 : 1));
	return query.sort === 'desc' ? found.reverse() : found;
}

/** A pair as GET /v1/pairs answers it. */
export function pairAnswer(pair: Pair) {
	const { base, counter } = pair;
	const minimum = new Decimal(counter.type === 'fiat' ? 250 : '0.2');
	const minimumBase = minimum.div(pair.buy).round(base.decimals, 3);
	const limit = { ...money(minimumBase, base.code), counter: money(minimum, counter.code) };
	return {
		id: pair.id,
		base: base.code,
		base_currency_name: base.name,
		counter: counter.code,
		counter_currency_name: counter.name,
		type: STABLE.has(base.code) || STABLE.has(counter.code) ? 'stablecoin' : counter.type,
		buy_price: { amount: text(pair.buy), currency: counter.code },
		sell_price: { amount: text(pair.sell), currency: counter.code },
		is_buy_supported: true,
		is_sell_supported: true,
		min_buy_amount: limit,
		max_buy_amount: { amount: '100000', currency: base.code },
		min_sell_amount: limit,
		max_sell_amount: { amount: '100000', currency: base.code },
		base_decimal: String(base.decimals),
		counter_decimal: String(counter.decimals),
		percentage_change: '0.4',
	};
}
