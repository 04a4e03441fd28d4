import { createHash } from 'node:crypto';

/** Some of the values in their order: for the same seed always the same. */
export function sampleOf<T>(values: readonly T[], size: number, seed: number): T[] {
	const drawn = values.map((value, index) => ({
		value,
		index,
		lot: createHash('sha256').update(`${seed} ${index}`).digest('hex'),
	}));
	return drawn
		.sort((a, b) => (a.lot < b.lot ? -1 : 1))
		.slice(0, size)
		.sort((a, b) => a.index - b.index)
		.map(({ value }) => value);
}
