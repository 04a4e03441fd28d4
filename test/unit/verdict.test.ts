import { verdictOf } from '../queue/verdict';

const REFERENCE = 'paid-in-a-test';
const made = { id: 'TRF_1', reference: REFERENCE, at: 100 };
const execution = (told: object, endedAt = 200) => ({
	id: '1',
	status: 'success',
	endedAt,
	told: [{ reference: REFERENCE, ...told }],
});
const paid = execution({ transferId: 'TRF_1' });

test.each([
	['made once and told', [made], [paid], {}],
	['made twice', [made, { ...made, id: 'TRF_2' }], [paid], { twice: 1 }],
	['not made, and told so', [], [execution({ outcome: 'rejected' })], { missing: 1 }],
	['not made, and told as made', [], [paid], { missing: 1, wrong: 1 }],
	['made, and told by nobody', [made], [], { untold: 1 }],
	['told as made by another transfer', [made], [execution({ transferId: 'TRF_2' })], { wrong: 1 }],
	['told as rejected after it was made, then truly', [made], [execution({ outcome: 'rejected' }), paid], { wrong: 1 }],
	['told as not sent before another execution made it', [made], [execution({ outcome: 'notSent' }, 50), paid], {}],
	['told as unknown, then truly', [made], [execution({ outcome: 'unknown' }), paid], {}],
	['told as unknown in the end', [made], [execution({ outcome: 'unknown' })], { wrong: 1 }],
])('the verdict of queue mode on a payment %s', (_what, books, executions, wrong) => {
	const verdict = { executions: executions.length, payments: 1, transfers: books.length };
	const nothing = { twice: 0, missing: 0, untold: 0, wrong: 0 };
	expect(verdictOf([REFERENCE], books, executions)).toEqual({ ...verdict, ...nothing, ...wrong });
});
