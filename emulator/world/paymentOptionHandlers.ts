import { Decimal } from '../money';
import { ok, type Handler } from './world';

interface Option {
	channel: string;
	name: string;
	currency: string;
	type: 'deposit' | 'withdraw';
	fee: string;
	smallest: string;
	largest: string;
	conversion: boolean;
	requirements?: Record<string, { required: boolean; required_above?: string }>;
}

const OPTIONS: readonly Option[] = [
	{
		channel: 'temporary_bank_account',
		name: 'Bank transfer',
		currency: 'NGN',
		type: 'deposit',
		fee: '0',
		smallest: '100',
		largest: '10000000',
		conversion: true,
	},
	{
		channel: 'bank_transfer',
		name: 'Bank transfer',
		currency: 'NGN',
		type: 'withdraw',
		fee: '25',
		smallest: '100',
		largest: '10000000',
		conversion: true,
	},
	{
		channel: 'mobile_money',
		name: 'Mobile money',
		currency: 'KES',
		type: 'deposit',
		fee: '0',
		smallest: '10',
		largest: '250000',
		conversion: true,
	},
	{
		channel: 'mobile_money',
		name: 'Mobile money',
		currency: 'KES',
		type: 'withdraw',
		fee: '30',
		smallest: '10',
		largest: '250000',
		conversion: true,
	},
	{
		channel: 'bank_transfer',
		name: 'Wire transfer',
		currency: 'USD',
		type: 'withdraw',
		fee: '20',
		smallest: '50',
		largest: '100000',
		conversion: false,
		requirements: {
			narration: { required: true },
			payment_invoice_url: { required: false, required_above: '10000' },
		},
	},
];

const list: Handler = ({ query: { currency, type, amount, support_conversion: conversion } }) => {
	const found = OPTIONS.filter(
		(option) =>
			(currency === undefined || option.currency === currency) &&
			(type === undefined || option.type === type) &&
			(conversion === undefined || option.conversion === conversion) &&
			(amount === undefined ||
				(new Decimal(String(amount)).gte(option.smallest) && new Decimal(String(amount)).lte(option.largest))),
	);
	return ok('Fetched payment options successfully', found.map(answer));
};

const answer = ({ channel, name, currency, fee, smallest, largest, conversion, requirements }: Option) => ({
	channel,
	name,
	description: `${name} in ${currency}`,
	currency,
	payment_method_ids: [],
	minimum_fee: fee,
	maximum_fee: fee,
	minimum_amount: smallest,
	maximum_amount: largest,
	recommended: true,
	new: false,
	support_conversion: conversion,
	...(requirements ? { meta: { field_requirements: requirements } } : {}),
});

export const paymentOptionHandlers: Record<string, Handler> = { listPaymentOptions: list };
