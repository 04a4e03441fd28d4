import { compare, isDecimal } from '../fields/decimal';

/** How one side of what Busha shows compares with what is asked. */
export type Match = 'agrees' | 'differs' | 'notShown';

/** Several sides together. */
export function all(matches: Match[]): Match {
	if (matches.includes('differs')) return 'differs';
	return matches.includes('notShown') ? 'notShown' : 'agrees';
}

/** Text that is asked for; what is not asked for agrees. */
export function text(asked: string | undefined, shown: unknown): Match {
	if (asked === undefined) return 'agrees';
	if (shown === undefined || shown === null || shown === '') return 'notShown';
	return shown === asked ? 'agrees' : 'differs';
}

/** A decimal string that is asked for, by its value. */
export function number(asked: string | undefined, shown: unknown): Match {
	if (asked === undefined) return 'agrees';
	if (!isDecimal(shown)) return 'notShown';
	return compare(asked, shown) === 0 ? 'agrees' : 'differs';
}
