import { hash } from 'node:crypto';

/** A short text that stands for a value: equal values give equal texts. */
export function digestOf(value: unknown): string {
	return hash('sha256', JSON.stringify(value), 'hex').slice(0, 32);
}
