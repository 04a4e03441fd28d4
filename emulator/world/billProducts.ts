export interface BillProduct {
	code: string;
	name: string;
	category: 'airtime' | 'data' | 'electricity' | 'cable' | 'betting' | 'voucher';
}

/** The few bill products that the emulator sells, all in NGN; their codes are invented. */
export const BILL_PRODUCTS: readonly BillProduct[] = [
	{ code: 'sample-airtime', name: 'Sample Airtime', category: 'airtime' },
	{ code: 'sample-data', name: 'Sample Data', category: 'data' },
	{ code: 'sample-disco', name: 'Sample Electricity', category: 'electricity' },
	{ code: 'sample-cable', name: 'Sample Cable', category: 'cable' },
	{ code: 'sample-betting', name: 'Sample Betting', category: 'betting' },
	{ code: 'sample-voucher', name: 'Sample Voucher', category: 'voucher' },
];

export const BILL_CURRENCY = 'NGN';
