import type { IDataObject } from 'n8n-workflow';

import { endsBefore, madeAt } from '../../nodes/Busha/money/newestFirst';

const at = (second: number): { created_at: string } => ({ created_at: new Date(second * 1000).toISOString() });
const seconds = (...times: number[]) => times.map(at);

test.each<[string, IDataObject, number]>([
	['tells it', at(7), 7_000],
	['does not tell it', {}, NaN],
	['tells it as a number', { created_at: 7 }, NaN],
	['tells no time', { created_at: 'lately' }, NaN],
])('when a row was made that %s', (_name, row, expected) => {
	expect(madeAt(row)).toBe(expected);
});

test.each<[string, IDataObject[], boolean]>([
	['newer to older, and ends before it', seconds(12, 11, 9), true],
	['newer to older, and ends at that moment', seconds(12, 11, 10), false],
	['newer to older, and ends after it', seconds(13, 12, 11), false],
	['newer to older, two of them at once', seconds(12, 11, 11, 9), true],
	['older to newer', seconds(7, 8, 9), false],
	['in disorder, and ends before it', seconds(12, 9, 11, 8), false],
	['one moment for all', seconds(9, 9), false],
	['a single row, which shows no order', seconds(9), false],
	['no rows', [], false],
	['a first row that tells nothing', [{}, at(9), at(8)], false],
	['a row in the middle that tells nothing', [at(12), {}, at(9)], false],
	['a last row that tells nothing', [at(12), at(9), {}], false],
	['a first row out of place', seconds(11, 12, 9), false],
])('a page shows that what follows is from before second 10: %s', (_name, rows, expected) => {
	expect(endsBefore(rows, 10_000)).toBe(expected);
});
