import { badRequest, notFound } from '../errors';
import { newHex } from '../ids';
import { page } from '../paging';
import { findBank } from './banks';
import { CURRENCIES } from './currencies';
import { omitEmpty, without } from './omit';
import type { Recipient, RecipientRequest } from './recipient';
import { checkRecipient, KINDS } from './recipientRules';
import { listed, readable } from './visibility';
import { created, noContent, ok, param, type Call, type Handler, type World } from './world';

/** Stores a recipient of a profile; the fields are not checked here. */
export function storeRecipient(
	world: World,
	profileId: string,
	request: RecipientRequest & Partial<Recipient>,
): Recipient {
	const fields = without(request, 'channel');
	const kind = KINDS[fields.type];
	const stamp = world.stamp();
	return world.recipients.add({
		profile_id: profileId,
		object: 'recipients',
		category: kind?.category ?? 'bank',
		currency: kind?.currency,
		country_code: kind?.country,
		active: true,
		owned_by_customer: true,
		created_at: stamp,
		updated_at: stamp,
		...fields,
		id: fields.id ?? newHex(24),
		row: world.recipients.nextRow(profileId, world.clock.now()),
	});
}

const create: Handler = ({ world, body, profileId }) => {
	const request = body as RecipientRequest;
	checkRecipient(request);
	return created('Recipient created successfully', flatForm(storeRecipient(world, profileId, request)));
};

const flatForm = (recipient: Recipient) => omitEmpty(without(recipient, 'row', 'one_time'));

/** Fields that belong to the recipient itself; all others move into `fields[]` in the second form. */
const OWN_FIELDS = new Set([
	'id',
	'profile_id',
	'object',
	'type',
	'active',
	'owned_by_customer',
	'created_at',
	'updated_at',
]);
const RENAMED = new Set(['currency', 'country_code', 'category', 'entity_type']);

/** The form of list and retrieve: a fields array, except for crypto recipients. */
function fieldsForm(recipient: Recipient): object {
	const flat = flatForm(recipient);
	if (recipient.category === 'crypto') return flat;
	const entries = Object.entries(flat);
	const fields = entries
		.filter(([name]) => !OWN_FIELDS.has(name) && !RENAMED.has(name))
		.map(([name, value]) => ({
			name,
			display_name: name,
			value: String(value),
			required: true,
			is_visible: true,
			is_copyable: true,
		}));
	return {
		...Object.fromEntries(entries.filter(([name]) => OWN_FIELDS.has(name))),
		user_id: recipient.profile_id,
		currency_id: recipient.currency,
		country_id: recipient.country_code,
		legal_entity_type: recipient.entity_type ?? 'personal',
		fields,
	};
}

/** Filters that take several values. Nobody here has the name of a user. */
const SEVERAL = ['currency', 'network', 'type', 'phone_number', 'account_number', 'username'];

const list: Handler = ({ world, query, profileId }) => {
	const filters = SEVERAL.filter((name) => query[name] !== undefined);
	const keep = (recipient: Recipient) => {
		const shown = new Map<string, unknown>(Object.entries(recipient));
		return (
			!recipient.one_time &&
			filters.every((name) => (query[name] as unknown[]).includes(shown.get(name))) &&
			(query.category === undefined || query.category === recipient.category) &&
			(query.country === undefined || query.country === recipient.country_code)
		);
	};
	const { rows, pagination } = page(
		listed(world, world.recipients, profileId, world.forms.otherListsLagMs),
		query,
		keep,
	);
	return ok('Recipients retrieved successfully', rows.map(fieldsForm), pagination);
};

const get: Handler = (call) => {
	const { world, profileId } = call;
	const recipient = readable(world, world.recipients, param(call, 'id'), profileId);
	if (!recipient) throw notFound('Recipient not found');
	return ok('Recipient retrieved successfully', fieldsForm(recipient));
};

const remove: Handler = (call) => {
	call.world.recipients.remove(find(call));
	return noContent;
};

function find(call: Call): Recipient {
	const recipient = call.world.recipients.find(param(call, 'id'), call.profileId);
	if (!recipient) throw notFound('Recipient not found');
	return recipient;
}

interface ResolveRequest {
	currency_id: string;
	country_id: string;
	channel: string;
	bank_code?: string;
	account_number: string;
}

/** An account of ten zeros is nobody's; any other ten digits have a holder whose name follows from the number. */
const resolveAccount: Handler = ({ body }) => {
	const { currency_id, country_id, channel, bank_code, account_number } = body as ResolveRequest;
	if (!CURRENCIES.has(currency_id)) throw badRequest(`${currency_id} is not a supported currency`);
	if (channel !== 'bank_transfer') {
		return created('Account resolved successfully', {
			country_id,
			currency_id,
			channel,
			account_number,
			account_name: holderOf(account_number),
		});
	}
	const bank = findBank(currency_id, bank_code ?? '');
	if (!bank || bank.country !== country_id) throw notFound('Bank not found');
	if (!/^\d{10}$/.test(account_number)) throw badRequest('Account number must have ten digits');
	if (account_number === '0000000000') throw notFound('Bank account not found');
	const account_name = holderOf(account_number);
	return created('Bank account resolved successfully', {
		country_id,
		currency_id,
		channel,
		bank_code,
		account_number,
		account_name,
		bank_name: bank.name,
	});
};

const FIRST_NAMES = ['ADA', 'BOLA', 'CHIDI', 'DAYO', 'EFE', 'FEMI', 'GRACE', 'HALIMA', 'IKE', 'JUMOKE'];

const holderOf = (account: string) => `${FIRST_NAMES[Number(account.slice(-1)) || 0]} SAMPLE`;

export const recipientHandlers: Record<string, Handler> = {
	listRecipients: list,
	createRecipient: create,
	getRecipient: get,
	deleteRecipient: remove,
	resolveBankAccount: resolveAccount,
};
