import { badRequest } from '../errors';
import { omitEmpty } from './omit';

/** One network of a currency. Fees and minimums are decimal texts in the currency itself. */
export interface Network {
	code: string;
	id: string;
	withdrawalFee: string;
	minDeposit: string;
	minWithdrawal: string;
}

export interface Currency {
	code: string;
	name: string;
	type: 'fiat' | 'crypto';
	/** Fraction digits of an amount. */
	decimals: number;
	rampBuy: boolean;
	rampSell: boolean;
	networks: Network[];
}

const STANDARD: Record<string, string> = { TRX: 'TRC20', BSC: 'BEP20', ETH: 'ERC20' };

const fiat = (code: string, name: string, ramp: boolean): Currency => ({
	code,
	name,
	type: 'fiat',
	decimals: 2,
	rampBuy: ramp,
	rampSell: ramp,
	networks: [],
});

/** `fees`: withdrawal fee by network code. */
function crypto(code: string, name: string, ramp: boolean, fees: Record<string, string>): Currency {
	const networks = Object.entries(fees).map(([network, withdrawalFee]) => ({
		code: network,
		id: code === network ? code : `${code}-${STANDARD[network] ?? network}`,
		withdrawalFee,
		minDeposit: withdrawalFee,
		minWithdrawal: withdrawalFee,
	}));
	return { code, name, type: 'crypto', decimals: 8, rampBuy: ramp, rampSell: ramp, networks };
}

const ALL: Currency[] = [
	fiat('NGN', 'Naira', true),
	fiat('KES', 'Kenyan Shilling', true),
	fiat('GHS', 'Ghanaian Cedi', false),
	fiat('USD', 'US Dollar', false),
	crypto('BTC', 'Bitcoin', true, { BTC: '0.00005' }),
	crypto('ETH', 'Ethereum', false, { BASE: '0.0005', ETH: '0.0005' }),
	crypto('USDT', 'USD Token', true, { TRX: '3', BSC: '1', ETH: '3', XPL: '1' }),
	crypto('USDC', 'USD Coin', false, { BASE: '0.1', ETH: '3', TRX: '1', XLM: '0.5' }),
	crypto('SOL', 'Solana', false, { SOL: '0.015' }),
	crypto('TRUMP', 'Official Trump', false, { SOL: '0.1' }),
	crypto('TON', 'Toncoin', true, { TON: '0.1' }),
	crypto('BNB', 'BNB', false, { BSC: '0.001' }),
	crypto('TRX', 'Tron', false, { TRX: '3' }),
	crypto('XLM', 'Stellar Lumens', false, { XLM: '1' }),
	crypto('XRP', 'XRP', false, { XRP: '0.25' }),
	crypto('LTC', 'Litecoin', false, { LTC: '0.000025' }),
	crypto('SHIB', 'Shiba Inu', false, { ETH: '700000' }),
	crypto('POL', 'Polygon', false, { MATIC: '0.15' }),
	crypto('MC', 'Merit Circle', false, { ETH: '5' }),
];

export const CURRENCIES: ReadonlyMap<string, Currency> = new Map(ALL.map((currency) => [currency.code, currency]));

/** The currency, or a refusal that names the code. */
export function knownCurrency(code: string): Currency {
	const currency = CURRENCIES.get(code);
	if (!currency) throw badRequest(`${code} is not a supported currency`);
	return currency;
}

/** The network of a currency, or the refusal in Busha's words. */
export function knownNetwork(currency: Currency, code: string): Network {
	const network = currency.networks.find((candidate) => candidate.code === code);
	if (!network) throw badRequest(`${code} is not supported by ${currency.code}`);
	return network;
}

/** Networks whose deposits need a memo. */
export const MEMO_NETWORKS: ReadonlySet<string> = new Set(['XLM', 'XRP', 'TON']);

const ADDRESS_PATTERNS: Record<string, RegExp> = {
	BTC: /^(bc1|tb1|[13mn2])[A-Za-z0-9]{5,90}$/,
	LTC: /^(ltc1|tltc1|[LM3mn2])[A-Za-z0-9]{5,90}$/,
	TRX: /^T[A-Za-z0-9]{5,50}$/,
	XLM: /^G[A-Za-z0-9]{5,60}$/,
	XRP: /^r[A-Za-z0-9]{5,50}$/,
	SOL: /^[A-Za-z0-9]{6,50}$/,
	TON: /^[A-Za-z0-9_-]{6,60}$/,
};
const EVM = /^0x[A-Za-z0-9]{5,60}$/;

/** The shape of an address on a network: loose, so that sample addresses pass, but one chain's are not another's. */
export const addressPattern = (network: string): RegExp => ADDRESS_PATTERNS[network] ?? EVM;

/** A deposit address in the shape of the network, the same for the same seed. */
export function sampleAddress(network: string, seed: string): string {
	const starts: Record<string, string> = {
		BTC: 'tb1q',
		LTC: 'tltc1q',
		TRX: 'T',
		XLM: 'G',
		XRP: 'r',
		SOL: 'S',
		TON: 'EQ',
	};
	return `${starts[network] ?? '0x'}Sample${seed.replace(/[^A-Za-z0-9]/g, '')}`;
}

/** A currency as GET /v1/currencies answers it. */
export function currencyAnswer(currency: Currency) {
	const { code, name, type, rampBuy, rampSell } = currency;
	const ramp = { is_ramp_buy_supported: rampBuy, is_ramp_sell_supported: rampSell };
	const own = (amount: string) => ({ amount, currency: code });
	const supported_networks = currency.networks.map((network) => ({
		id: network.id,
		network: network.code,
		name: network.code,
		status: 'active',
		deposit: true,
		withdrawal: true,
		min_deposit_amount: own(network.minDeposit),
		min_withdrawal_amount: own(network.minWithdrawal),
		max_withdrawal_amount: own('0'),
		withdrawal_fee: own(network.withdrawalFee),
		...ramp,
		address_regex: addressPattern(network.code).source,
	}));
	return omitEmpty({
		code,
		name,
		display_name: code,
		type,
		precision: currency.decimals,
		deposit: true,
		withdrawal: true,
		default_network: currency.networks[0]?.code,
		...ramp,
		supported_networks: type === 'crypto' ? supported_networks : undefined,
	});
}
