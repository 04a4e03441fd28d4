import type { Execution, Told } from './executions';

/** What became of the payments of a case. `transfers` has to be `payments`, and the numbers after them 0. */
export interface Verdict {
	executions: number;
	payments: number;
	transfers: number;
	/** Payments that were made more than once. */
	twice: number;
	/** Payments that were not made. */
	missing: number;
	/** Payments of which no execution said what became of them. */
	untold: number;
	/** Payments of which an execution said what was not so, or of which the last one did not say that they were made. */
	wrong: number;
}

/** A transfer in Busha's books, and when it was made, in epoch milliseconds. */
interface Made {
	id: string;
	reference: string;
	at: number;
}

/** Whether a payment was made otherwise than was said: by another transfer, or although it surely was not made. */
function contradicts({ id, at }: Made, { transferId, outcome }: Told, endedAt: number): boolean {
	if (transferId !== undefined) return transferId !== id;
	return outcome !== 'unknown' && at <= endedAt;
}

/** Holds what executions said, the oldest first, against Busha's books. */
export function verdictOf(
	asked: readonly string[],
	books: readonly Made[],
	executions: ReadonlyArray<Execution & { told: readonly Told[] }>,
): Verdict {
	const payments = asked.map((reference) => {
		const [made, ...more] = books.filter((one) => one.reference === reference);
		const told = executions.flatMap(({ endedAt, told: all }) =>
			all.filter((one) => one.reference === reference).map((one) => ({ one, endedAt })),
		);
		const contradicted = made !== undefined && told.some(({ one, endedAt }) => contradicts(made, one, endedAt));
		const last = told.at(-1)?.one.transferId;
		return {
			twice: more.length > 0,
			missing: made === undefined,
			untold: told.length === 0,
			wrong: contradicted || (told.length > 0 && last !== made?.id),
		};
	});
	const count = (what: 'twice' | 'missing' | 'untold' | 'wrong'): number => payments.filter((one) => one[what]).length;
	return {
		executions: executions.length,
		payments: asked.length,
		transfers: books.length,
		twice: count('twice'),
		missing: count('missing'),
		untold: count('untold'),
		wrong: count('wrong'),
	};
}
