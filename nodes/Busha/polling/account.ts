import { hash } from 'node:crypto';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { baseUrlOf } from '../../../credentials/BushaApi.credentials';
import { BushaError } from '../api/failure';
import type { Watch } from './watch';
import type { State } from './state';

/** So many known objects are looked for, since one of them may be gone. */
const SAMPLES = 3;

/** A digest of the key and the address of a credential, which tells whether they changed and nothing more. */
export function keyOf(credentials: ICredentialDataDecryptedObject): string {
	const parts = [baseUrlOf(credentials), String(credentials.secretKey ?? '').trim()];
	return hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 22);
}

/**
 * Whether the credential still belongs to the account whose objects are known: one of them can be read. Without a known
 * object this cannot be told, and counts as another account, so that nobody's history is taken for news. Throws a
 * {@link BushaError} when the API gives no answer that tells.
 */
export async function isSameAccount<Row>(
	{ readOne }: Watch<Row>,
	{ observations }: Pick<State, 'observations'>,
): Promise<boolean> {
	const newest = [...observations].sort((a, b) => b.created - a.created).slice(0, SAMPLES);
	for (const { id } of newest) {
		const reading = await readOne(id);
		if ('sighting' in reading) return true;
		const { httpCode = 500 } = reading.failure;
		if (httpCode !== 403 && httpCode !== 404) throw new BushaError(reading.failure);
	}
	return false;
}
