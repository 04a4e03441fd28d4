import type { Busha } from '../../api/client';
import { InputError } from '../../fields/inputError';

interface Bank {
	name: string;
	code: string;
}

/** The lists of banks that a run has read, by country. They are the same for all items and profiles of the run. */
const lists = new WeakMap<object, Map<string, Bank[]>>();

async function banksOf(api: Busha, country: string): Promise<Bank[]> {
	const known = lists.get(api.run) ?? new Map<string, Bank[]>();
	lists.set(api.run, known);
	const banks = known.get(country) ?? (await api.get<Bank[]>('/v1/banks', { country }));
	known.set(country, banks);
	return banks;
}

const plain = (name: string): string => name.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The bank with this code or else this name, of which there may be only one. Throws an {@link InputError}. */
export async function bankOf(api: Busha, country: string, codeOrName: string): Promise<Bank> {
	const banks = await banksOf(api, country);
	const byCode = banks.find(({ code }) => code === codeOrName);
	if (byCode) return byCode;
	const [bank, ...others] = banks.filter(({ name }) => plain(name) === plain(codeOrName));
	if (bank && others.length === 0) return bank;
	if (!bank)
		throw new InputError(
			`Bank: "${codeOrName}" is not one of Busha's bank codes or names`,
			'Choose the bank from the list.',
		);
	const codes = [bank, ...others].map(({ code }) => code).join(', ');
	throw new InputError(`Bank: several banks are called "${codeOrName}"`, `Give the code of one of them: ${codes}.`);
}
