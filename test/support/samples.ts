import type { INodeProperties, NodeParameterValueType } from 'n8n-workflow';

import type { Operation } from '../../nodes/Busha/operations/operation';
import { locator, type Parameters } from './busha';
import { individual } from './customers';

const DAY = '2000-12-24';

/** Values of fields that take only certain texts, by their names. */
const SAMPLES: Readonly<Record<string, NodeParameterValueType>> = {
	...individual(),
	currency: 'NGN',
	currencyId: 'NGN',
	sourceCurrency: 'NGN',
	targetCurrency: 'NGN',
	customerId: locator('CUS_Sample0000001'),
	amount: '1000',
	destination: 'bankTransfer',
	recipientType: 'ngn_bank',
	bankCode: '000013',
	bankName: 'Sample Bank',
	accountNumber: '0123456789',
	phoneNumber: '+254 700000001',
	recipient: '+234 8000000001',
	payerEmail: 'payer@gmail.com',
	network: locator('TRX'),
};

function sampleOf({ name, type, default: initial, options = [] }: INodeProperties): NodeParameterValueType {
	// A customer's address is a group of fields, and that of a wallet is a text.
	if (name in SAMPLES && (type !== 'string' || typeof SAMPLES[name] === 'string')) return SAMPLES[name];
	if (type === 'options') return options.flatMap((option) => ('value' in option ? [option.value] : []))[0] ?? 'sample';
	if (type === 'resourceLocator') return locator('Sample0000001');
	if (type === 'dateTime') return DAY;
	return type === 'string' ? 'sample0000001' : (initial as NodeParameterValueType);
}

/** Parameters with which an operation sends at least one request: each field filled in, optional texts and IDs left out. */
export function samplesOf({ resource, operation, fields }: Operation): Parameters {
	const needed = fields.filter(({ name, property: { required, type } }) =>
		type === 'resourceLocator' ? required : name in SAMPLES || required || !['string', 'dateTime'].includes(type),
	);
	const samples = Object.fromEntries(needed.map(({ name, property }) => [name, sampleOf(property)]));
	return { ...samples, resource, operation };
}
