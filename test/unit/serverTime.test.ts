import { type Offset, offsetOf, serverTime } from '../../nodes/Busha/api/serverTime';

/** Second 100 of the server's clock. */
const DATE = 'Thu, 01 Jan 1970 00:01:40 GMT';

test.each<[string, unknown, number, number, Offset | undefined]>([
	['answered at once, the clocks differ by less than a second', DATE, 100_000, 100_000, { min: 0, max: 999 }],
	['answered after two seconds, it is less certain', DATE, 99_000, 101_000, { min: -1000, max: 1999 }],
	['a server that is half an hour ahead', DATE, -1_700_000, -1_699_900, { min: 1_799_900, max: 1_800_999 }],
	['a server that is behind', DATE, 160_000, 160_100, { min: -60_100, max: -59_001 }],
	['an answer without a date', undefined, 0, 0, undefined],
	['a date that is none', 'soon', 0, 0, undefined],
	['several dates', [DATE], 0, 0, undefined],
])('%s', (_name, date, sentAt, answeredAt, offset) => {
	expect(offsetOf(date, sentAt, answeredAt)).toEqual(offset);
});

test('the true time is between the bounds, whenever the server wrote its date', () => {
	for (const ahead of [-45_123, 0, 1_740_777]) {
		for (const writtenAt of [5_000_000, 5_000_999, 5_001_001, 5_002_500]) {
			const date = new Date(writtenAt + ahead).toUTCString();
			const { earliest, latest } = serverTime(offsetOf(date, 5_000_000, 5_002_500) as Offset, 9_000_000);
			expect(earliest).toBeLessThanOrEqual(9_000_000 + ahead);
			expect(latest).toBeGreaterThanOrEqual(9_000_000 + ahead);
			expect(latest - earliest).toBeLessThanOrEqual(3_499);
		}
	}
});
