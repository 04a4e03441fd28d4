import type { Field } from './field';

function notice<Name extends string>(name: Name, displayName: string): Field<Name, undefined> {
	return { name, property: { displayName, name, type: 'notice', default: '' }, read: () => undefined };
}

/** Stands where an operation takes money out of a balance. */
export const movesMoney = notice(
	'movesMoney',
	'This sends money from the balance of the customer chosen below, or of your business if none is chosen.',
);

/** The same for bills, which only the business pays. */
export const paysBill = notice('paysBill', 'This takes money from the balance of your business.');

/** Stands where a limit of Busha makes many items slow. */
export const isSlow = notice('isSlow', 'Busha allows 5 look-ups a minute. Further items wait for their turn.');
