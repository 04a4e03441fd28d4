import { notFound } from '../errors';
import { CURRENCIES, knownCurrency, knownNetwork, MEMO_NETWORKS, sampleAddress, type Network } from './currencies';
import { omitEmpty } from './omit';
import { ok, param, type Call, type Handler, type World } from './world';

const get: Handler = (call) => {
	const currency = CURRENCIES.get(param(call, 'currency'));
	const first = currency?.networks[0];
	if (!currency || !first) throw notFound('Address not found');
	const network = call.query.network === undefined ? first : knownNetwork(currency, String(call.query.network));
	return ok('Fetched address successfully', describe(call, currency.code, network));
};

function describe({ world, profileId }: Call, currency: string, network: Network) {
	const key = keyOf(profileId, currency, network);
	const generation = world.addressGenerations.get(key) ?? 0;
	const seed = `${profileId}${currency}${generation}`.replace(/[^A-Za-z0-9]/g, '').slice(-30);
	return omitEmpty({
		address: sampleAddress(network.code, seed),
		currency,
		network: network.code,
		memo: MEMO_NETWORKS.has(network.code) ? memoOf(world, profileId) : undefined,
		minimum_deposit: network.minDeposit,
	});
}

const keyOf = (profileId: string, currency: string, network: Network) => `${profileId} ${currency} ${network.code}`;

/** Profiles share an address on memo networks; the memo tells them apart. */
function memoOf(world: World, profileId: string): string {
	const customers = [...world.customers.byId.keys()];
	return String(100_001 + customers.indexOf(profileId));
}

const regenerate: Handler = ({ world, body, profileId }) => {
	const { currency: code, network: networkCode } = body as { currency: string; network: string };
	const currency = knownCurrency(code);
	const key = keyOf(profileId, code, knownNetwork(currency, networkCode));
	world.addressGenerations.set(key, (world.addressGenerations.get(key) ?? 0) + 1);
	return ok('Address regenerated successfully');
};

const getBankAccount: Handler = (call) => {
	const currency = bankCurrency(call);
	const digits = [...call.profileId].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 100_000_000, 7);
	const number = String(digits).padStart(8, '0');
	return ok('Fetched virtual bank account successfully', {
		id: `VBA_${number}`,
		profile_id: call.profileId,
		currency_code: currency,
		account_name: 'SAMPLE COLLECTIONS',
		account_number: `90${number}`,
		bank_name: 'SAMPLE BANK',
		bank_code: '099999',
		status: 'active',
		created_at: call.world.stamp(),
		fee: '0',
	});
};

const getTerms: Handler = (call) => {
	const currency = bankCurrency(call);
	return ok('Fetched terms successfully', {
		title: `${currency} account`,
		subtitle: 'Deposits by bank transfer',
		setup_and_fees: {
			setup_time: { label: 'Setup time', value: '1 day' },
			activation_fee: { label: 'Activation fee', value: '0' },
			monthly_maintenance_fee: { label: 'Monthly fee', value: '0' },
			minimum_deposit: { label: 'Minimum deposit', value: '100' },
		},
		payment_methods: [{ method: 'bank_transfer', fee: '0' }],
		processing_time: { description: '0-15 minutes' },
		limits: { first_party: { label: 'Own deposits', value: '10000000' }, third_party: { label: 'Others', value: '0' } },
		accepted_payments: ['bank_transfer'],
	});
};

/** Static bank accounts exist for the naira only. */
function bankCurrency(call: Call): string {
	if (param(call, 'currency') !== 'NGN') throw notFound('Virtual bank account not found');
	return 'NGN';
}

export const addressHandlers: Record<string, Handler> = {
	getDepositAddress: get,
	regenerateDepositAddress: regenerate,
	getVirtualBankAccount: getBankAccount,
	getVirtualBankAccountTerms: getTerms,
};
