import type { IDataObject } from 'n8n-workflow';

import type { Busha } from '../../api/client';
import { list } from '../../api/list';
import { type Recipient, recipientValue } from '../../api/types';
import { onBehalfOf } from '../../fields/customer';
import type { Values } from '../../fields/field';
import { mayHaveMade } from '../../once/byKey';
import { makeOnce } from '../../once/makeOnce';
import { define } from '../operation';
import { bankOf } from './banks';
import { ifExists, recipientFields } from './fields';
import { findSameAccount } from './same';

const HOME: Readonly<Record<string, IDataObject>> = {
	ngn_bank: { currency: 'NGN', country_code: 'NG' },
	kes_bank: { currency: 'KES', country_code: 'KE' },
	mpesa_mobile_money: { currency: 'KES', country_code: 'KE' },
	paybill: { currency: 'KES', country_code: 'KE' },
	till: { currency: 'KES', country_code: 'KE' },
};

type Chosen = Pick<Values<typeof recipientFields>, 'recipientType' | 'bankCode' | 'bankName'>;

/** Follows {@link https://docs.busha.io/api-reference/recipients/create-a-recipient}. */
export const createRecipient = define({
	resource: 'recipient',
	operation: 'create',
	name: 'Create',
	action: 'Create recipient',
	description: 'Save a bank account, mobile money account or crypto address to pay to',
	effect: 'write',
	fields: [onBehalfOf, ...recipientFields, ifExists],
	run: async (item) => {
		const { api, input } = item;
		const body: IDataObject = {
			type: input.recipientType,
			...HOME[input.recipientType],
			account_name: input.accountName,
			...(await bank(api, input)),
			account_number: input.accountNumber,
			entity_type: input.entityType,
			transfer_type: input.transferType,
			sort_code: input.sortCode,
			routing_number: input.routingNumber,
			swift_code: input.swiftCode,
			iban: input.iban,
			recipient_address: input.recipientAddress,
			intermediary_bank_name: input.intermediaryBankName,
			intermediary_bank_address: input.intermediaryBankAddress,
			intermediary_swift_code: input.intermediarySwiftCode,
			phone_number: input.phoneNumber,
			network: input.network,
			address: input.address,
			memo: input.memo,
			address_label: input.recipientType === 'crypto' ? (input.addressLabel ?? input.accountName) : undefined,
			paybill: input.paybill,
			till_number: input.tillNumber,
			one_time: input.oneTime || undefined,
		};
		const reuses = input.ifExists === 'returnExisting';
		const key = JSON.stringify(input);
		const find = async () => await (reuses ? findSameAccount(api, body) : findSame(api, body));
		const existing = reuses && !mayHaveMade(item.memory, key) ? await find() : undefined;
		if (existing) return existing;
		const call = { path: '/v1/recipients', body, effect: 'write' } as const;
		return (await makeOnce(item, { call, finding: { key, find } })).value;
	},
});

/** The code and the name of the chosen bank. With a name of the user's own, the code is taken as it is. */
async function bank(api: Busha, { recipientType, bankCode, bankName }: Chosen): Promise<IDataObject> {
	if (bankCode === undefined || bankName !== undefined) return { bank_code: bankCode, bank_name: bankName };
	const { code, name } = await bankOf(api, String(HOME[recipientType]?.country_code ?? ''), bankCode);
	return { bank_code: code, bank_name: name };
}

/** What Busha may show in another way, or not at all. */
const UNTOLD: readonly string[] = ['currency', 'country_code', 'address_label', 'one_time'];

/** The newest recipient with all of these values: the one that a try without an answer may have made. */
async function findSame(api: Busha, body: IDataObject): Promise<Recipient | undefined> {
	const asked = Object.entries(body).filter(([key, value]) => value !== undefined && !UNTOLD.includes(key));
	const same = (recipient: Recipient): boolean =>
		asked.every(([key, value]) => recipientValue(recipient, key) === value);
	const [found] = await list<Recipient>(api, '/v1/recipients', {}, { limit: 1 }, { keep: same });
	return found;
}
