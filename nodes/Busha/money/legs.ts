import type { Leg, Recipient } from '../api/types';
import { all, type Match, text } from './match';
import { payeeOf, samePhone } from './payee';

/** Addresses written in hexadecimal digits are the same in either case. */
function address(asked: string | undefined, shown: unknown): Match {
	const hexadecimal = asked !== undefined && /^0x[0-9a-f]+$/i.test(asked) && typeof shown === 'string';
	return hexadecimal ? text(asked.toLowerCase(), shown.toLowerCase()) : text(asked, shown);
}

/** Owners of one address are told apart by the memo: one that was not asked for leads to somebody else. */
function memo({ address: to, memo: asked }: Leg = {}, shown: unknown): Match {
	if (to === undefined || asked !== undefined) return text(asked, shown);
	return shown === undefined || shown === null || shown === '' ? 'agrees' : 'differs';
}

function phone(asked: string | undefined, shown: unknown): Match {
	if (asked === undefined) return 'agrees';
	if (typeof shown !== 'string') return 'notShown';
	return samePhone(asked, shown) ? 'agrees' : 'differs';
}

/** Compares one leg. A leg that is not shown is a balance, or hidden. */
export function leg(asked: Leg | undefined, shown: Leg | null | undefined, recipient?: Recipient): Match {
	const type = asked?.type ?? 'balance';
	if (!shown) return type === 'balance' ? 'agrees' : 'notShown';
	return all([
		text(type, shown.type),
		payeeOf(asked, shown, recipient).payee,
		address(asked?.address, shown.address),
		text(asked?.network, shown.network),
		memo(asked, shown.memo),
		phone(asked?.phone, shown.phone),
	]);
}
