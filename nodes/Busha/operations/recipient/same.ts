import type { Busha } from '../../api/client';
import { list } from '../../api/list';
import { type Recipient, recipientValue } from '../../api/types';

/** What tells one account from another. Names and addresses of people and banks may be written in several ways. */
const ACCOUNT = [
	'type',
	'transfer_type',
	'bank_code',
	'sort_code',
	'routing_number',
	'account_number',
	'paybill',
	'till_number',
	'iban',
	'phone_number',
	'network',
	'address',
] as const;

type Body = Readonly<Record<string, unknown>>;

const written = (key: string, value: unknown): string => {
	if (key === 'phone_number') return String(value ?? '').replace(/\D/g, '');
	return key === 'iban'
		? String(value ?? '')
				.replace(/\s/g, '')
				.toUpperCase()
		: String(value ?? '');
};

/** The newest recipient with the same account as the one that a body describes. What Busha does not show is not the same. */
export async function findSameAccount(api: Busha, body: Body): Promise<Recipient | undefined> {
	const equal = (recipient: Recipient, key: string): boolean =>
		written(key, recipientValue(recipient, key)) === written(key, body[key]);
	const asked = ACCOUNT.filter((key) => body[key] !== undefined);
	// An address without a memo is another account than the same address with one.
	const same = (recipient: Recipient): boolean => [...asked, 'memo'].every((key) => equal(recipient, key));
	const [found] = await list<Recipient>(api, '/v1/recipients', {}, { limit: 1 }, { keep: same });
	return found;
}
