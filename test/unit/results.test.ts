import type { IExecuteFunctions } from 'n8n-workflow';

import { Cancelled } from '../../nodes/Busha/api/clock';
import { BushaError, type Failure } from '../../nodes/Busha/api/failure';
import { getAllBalances, payout, updateCustomer } from '../../nodes/Busha/operations/all';
import type { Entry } from '../../nodes/Busha/run/ledger';
import { Results } from '../../nodes/Busha/run/results';
import type { RunError } from '../support/busha';

let log: string[];
let results: Results;
let goesOn: boolean;
beforeEach(() => {
	log = [];
	goesOn = false;
	const node = { id: 'busha', name: 'Busha', type: 'busha', typeVersion: 1, position: [0, 0], parameters: {} };
	results = new Results({
		continueOnFail: () => goesOn,
		getNode: () => node,
		logger: { warn: (line: string) => log.push(line) },
	} as unknown as IExecuteFunctions);
});

const failing = (more: Partial<Failure> = {}): BushaError =>
	new BushaError({ outcome: 'rejected', message: 'It failed', advice: 'Mend it.', ...more });

/** The error that stops the run. */
function stopped(): RunError {
	try {
		results.end();
	} catch (problem) {
		return problem as RunError;
	}
	throw new Error('nothing stopped the run');
}

const posted = (quote: string, more: Entry = {}): Entry => ({ posted: true, quote: { id: quote }, ...more });

describe('the error that stops a run tells', () => {
	test('what earlier tries left of items that this one did not come to', () => {
		results.noteEarlier(
			[
				{},
				{ output: [{ id: 'TRF_1' }], posted: true },
				posted('QUO_2'),
				posted('QUO_3', { made: 'TRF_3' }),
				{ quote: { id: 'QUO_4' } },
			],
			payout,
		);
		results.fail(0, failing());
		expect(stopped().context.details).toEqual({
			outcome: 'rejected',
			paidEarlier: [{ item: 1, transferId: 'TRF_1' }],
			alsoFailed: [
				{ item: 2, outcome: 'unknown', transferId: undefined, quoteId: 'QUO_2' },
				{ item: 3, outcome: 'unknown', transferId: 'TRF_3', quoteId: 'QUO_3' },
			],
		});
	});

	test('of items that this try came to what it found, and not what was left of them before', () => {
		results.noteEarlier([{}, { output: [{ id: 'TRF_1' }] }, posted('QUO_2'), {}], payout);
		results.add(1, [{ id: 'TRF_1' }], payout);
		results.add(2, [{ id: 'TRF_2' }], payout);
		results.fail(3, failing());
		expect(stopped().context.details).toEqual({
			outcome: 'rejected',
			paid: [
				{ item: 1, transferId: 'TRF_1' },
				{ item: 2, transferId: 'TRF_2' },
			],
		});
	});

	test.each([updateCustomer, getAllBalances])('no payments of an operation that makes none', (operation) => {
		results.noteEarlier([{}, { output: [{ id: 'one' }] }, posted('QUO_2')], operation);
		results.add(3, [{ id: 'three' }], operation);
		results.fail(0, failing());
		expect(stopped().context.details).toEqual({ outcome: 'rejected' });
	});

	test('of others that failed those that are in doubt, or name a transfer', () => {
		results.fail(0, failing());
		results.fail(1, failing({ outcome: 'unknown', quoteId: 'QUO_1' }));
		results.fail(2, failing({ outcome: 'notSent' }));
		results.fail(3, failing({ transferId: 'TRF_3' }));
		const { context, description } = stopped();
		expect(context.details).toEqual({
			outcome: 'rejected',
			alsoFailed: [
				{ item: 1, outcome: 'unknown', transferId: undefined, quoteId: 'QUO_1' },
				{ item: 3, outcome: 'rejected', transferId: 'TRF_3', quoteId: undefined },
			],
		});
		expect(description).toBe(
			'Mend it. Perhaps paid, so look before you pay again: item 1 (QUO_1). Failed too: item 3 (TRF_3).',
		);
	});

	test('the first of several items, whichever failed first', () => {
		results.fail(2, failing({ message: 'Two' }));
		results.fail(1, failing({ message: 'One' }));
		results.fail(3, failing({ message: 'Three' }));
		expect(stopped().message).toBe('One [item 1]');
	});
});

describe("the user's stop tells in the log", () => {
	test('what was paid, and what may have been', () => {
		results.add(0, [{ id: 'TRF_0' }], payout);
		results.fail(1, new Cancelled('stop'), posted('QUO_1', { made: 'TRF_1' }));
		results.fail(2, new Cancelled('stop'), posted('QUO_2'));
		results.fail(3, new Cancelled('stop'), { quote: { id: 'QUO_3' } });
		expect(() => results.end()).toThrow(Cancelled);
		expect(log).toEqual([
			'The execution was stopped. Paid before: item 0 (TRF_0), item 1 (TRF_1). Perhaps paid, so look before you pay again: item 2 (QUO_2).',
		]);
	});

	test('nothing when nothing was done', () => {
		results.fail(0, new Cancelled('stop'));
		expect(() => results.end()).toThrow(Cancelled);
		expect(log).toEqual([]);
	});
});

describe('an item whose earlier try is in doubt', () => {
	const details = (left: Entry, more: Partial<Failure> = {}) => {
		goesOn = true;
		results.fail(0, failing(more), left);
		return results.items[0]?.json as { error: string; message: string; details: Partial<Failure> };
	};

	test.each<[string, Entry, Partial<Failure>]>([
		['posted a quote', posted('QUO_1'), { quoteId: 'QUO_1' }],
		['made a transfer', posted('QUO_1', { made: 'TRF_1' }), { quoteId: 'QUO_1', transferId: 'TRF_1' }],
		['was brought along', { inDoubt: true }, {}],
		['looked before it made something', { before: [] }, {}],
		['is in doubt, whatever it made besides', { inDoubt: true, made: 'TRF_1' }, {}],
	])('since it %s is not told as refused', (_name, left, known) => {
		const { error, message, details: told } = details(left);
		expect(told).toEqual({ outcome: 'unknown', ...known });
		expect(message).toBe('Do not pay again before you know. Mend it.');
		expect(error).toBe(
			known.transferId
				? 'It failed. An earlier try of this item made the transfer TRF_1'
				: 'It failed. It is not known what an earlier try of this item made',
		);
	});

	test.each<[string, Entry]>([
		['left nothing', {}],
		['left a quote that was not posted', { quote: { id: 'QUO_1' }, posted: false, made: 'TRF_1' }],
		['is in no doubt', { inDoubt: false }],
	])('is told as refused when that %s', (_name, left) => {
		expect(details(left)).toMatchObject({ error: 'It failed', details: { outcome: 'rejected' } });
	});

	test.each<Partial<Failure>>([{ outcome: 'unknown', quoteId: 'QUO_2' }, { transferId: 'TRF_2' }])(
		'keeps what its error says by itself: %j',
		(more) => {
			expect(details(posted('QUO_1'), more)).toEqual({
				error: 'It failed',
				message: 'Mend it.',
				details: { outcome: 'rejected', ...more },
			});
		},
	);
});

test('of an error that nobody foresaw it is not known what it did', () => {
	goesOn = true;
	results.fail(0, new TypeError('Nobody expected this'));
	results.fail(1, new TypeError('Nobody expected this'), {}, 'notSent');
	expect(results.items.map(({ json }) => (json.details as Failure).outcome)).toEqual(['unknown', 'notSent']);
});
