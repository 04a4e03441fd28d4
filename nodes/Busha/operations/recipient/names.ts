function wordsOf(name: string): string {
	const letters = name
		.normalize('NFD')
		.replace(/[\p{M}'\u2019.]/gu, '')
		.toUpperCase();
	return letters
		.split(/[^\p{L}\p{N}]+/u)
		.filter(Boolean)
		.sort()
		.join(' ');
}

/** Whether two names have the same words, whatever their order, case, diacritics and punctuation. */
export function sameName(one: unknown, other: unknown): boolean {
	if (typeof one !== 'string' || typeof other !== 'string') return false;
	const words = wordsOf(one);
	return words !== '' && words === wordsOf(other);
}
