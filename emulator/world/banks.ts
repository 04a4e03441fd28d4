export interface Bank {
	name: string;
	code: string;
	currency: string;
	country: string;
}

const nigerian = (name: string, code: string): Bank => ({ name, code, currency: 'NGN', country: 'NG' });
const kenyan = (name: string, code: string): Bank => ({ name, code, currency: 'KES', country: 'KE' });

/** Invented banks; the codes stand for Busha's own list. */
export const BANKS: readonly Bank[] = [
	nigerian('SAMPLE BANK', '099999'),
	nigerian('ACACIA BANK', '090101'),
	nigerian('BAOBAB TRUST BANK', '090102'),
	nigerian('COWRIE MICROFINANCE BANK', '090103'),
	nigerian('DELTA RIVER BANK', '090104'),
	nigerian('EBONY MERCHANT BANK', '090105'),
	nigerian('FOREST CITY BANK', '090106'),
	nigerian('GREEN PLATEAU BANK', '090107'),
	nigerian('HARMATTAN DIGITAL BANK', '090108'),
	nigerian('IROKO COMMUNITY BANK', '090109'),
	nigerian('KOLA SAVINGS BANK', '090110'),
	nigerian('LAGOON BANK', '090111'),
	kenyan('SAVANNA SAMPLE BANK', '080201'),
	kenyan('RIFT VALLEY SAMPLE BANK', '080202'),
	kenyan('INDIAN OCEAN SAMPLE BANK', '080203'),
];

/** The bank of a currency with this code. */
export function findBank(currency: string, code: string): Bank | undefined {
	return BANKS.find((bank) => bank.currency === currency && bank.code === code);
}
