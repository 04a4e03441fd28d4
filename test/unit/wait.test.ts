import type { BushaError, Failure } from '../../nodes/Busha/api/failure';
import type { Quote, Transfer } from '../../nodes/Busha/api/types';
import { kindOfTransfer, untilFinal } from '../../nodes/Busha/money/wait';
import { type Asked, type Script, type Scripted, startScript } from '../support/script';

let script: Script;
afterEach(async () => await script.close());

const transfer = (status: string, more: Partial<Transfer> = {}): Transfer => ({
	id: 'TRF_1',
	quote_id: 'QUO_1',
	status,
	source_currency: 'NGN',
	target_currency: 'NGN',
	...more,
});

/** Waits for the end of a transfer that is pending. */
async function waited(
	answer: (asked: Asked) => Scripted,
	seconds = 300,
	first = transfer('pending'),
): Promise<Transfer | Failure> {
	script = await startScript(answer);
	return await untilFinal(script.api, first, 'payout', seconds).catch((error: BushaError) => error.failure);
}

const reads = (): number[] => script.asked.map(({ at }) => at);

describe('a transfer that is waited for', () => {
	test('is read in growing intervals, at most fifteen seconds', async () => {
		expect(await waited(({ at }) => transfer(at > 70_000 ? 'funds_delivered' : 'processing'))).toMatchObject({
			status: 'funds_delivered',
		});
		const intervals = reads().map((at, index) => at - (reads()[index - 1] ?? 0));
		expect(intervals).toEqual([1_000, 1_500, 2_250, 3_375, 5_062.5, 7_593.75, 11_390.625, 15_000, 15_000, 15_000]);
	});

	test('that is final is not read', async () => {
		expect(await waited(() => transfer('pending'), 300, transfer('completed'))).toMatchObject({ status: 'completed' });
		expect(reads()).toEqual([]);
	});

	test('and fails is an error', async () => {
		expect(await waited(() => transfer('failed'))).toMatchObject({
			outcome: 'rejected',
			transferId: 'TRF_1',
			quoteId: 'QUO_1',
		});
		expect(reads()).toEqual([1_000]);
	});

	test('too long is unknown: it is read last when the time is up', async () => {
		expect(await waited(() => transfer('processing'), 3)).toMatchObject({
			outcome: 'unknown',
			transferId: 'TRF_1',
			quoteId: 'QUO_1',
			message: expect.stringContaining('not finished after 3 seconds') as string,
			advice: expect.stringMatching(/^Its status is processing\. Do not pay again\. .+TRF_1/) as string,
		});
		expect(reads()).toEqual([1_000, 2_500, 3_000]);
	});

	test('and cannot be read is unknown', async () => {
		expect(await waited(() => ({ kind: 'answer', status: 403, commit: false }))).toMatchObject({
			outcome: 'unknown',
			httpCode: 403,
			transferId: 'TRF_1',
			quoteId: 'QUO_1',
			advice: expect.stringMatching(/^Do not pay again\..+Transfer > Wait/) as string,
		});
	});
});

describe('what a transfer is for', () => {
	const bank = { type: 'bank_transfer' };
	const balance = { type: 'balance' };

	test.each<[string, Partial<Transfer>, Partial<Quote> | undefined, string, number]>([
		['as it shows', { pay_in: balance, pay_out: bank }, undefined, 'payout', 0],
		['as it shows, a conversion', { pay_in: balance, pay_out: balance }, { pay_out: bank }, 'convert', 0],
		['a balance, when it names no quote', { quote_id: undefined }, { pay_out: bank }, 'convert', 0],
		['a deposit, when it names no quote', { quote_id: undefined, pay_in: bank }, { pay_out: bank }, 'deposit', 0],
		['as its quote shows', {}, { pay_in: balance, pay_out: bank }, 'payout', 1],
		['a deposit, as its quote shows', {}, { pay_in: bank, pay_out: balance }, 'deposit', 1],
		['from where it shows itself', { pay_in: bank }, { pay_in: balance, pay_out: balance }, 'deposit', 1],
		['a withdrawal, when its quote does not show its legs', { category: 'withdrawal' }, {}, 'payout', 1],
		['a withdrawal, when its quote is not shown', { category: 'withdrawal' }, undefined, 'payout', 1],
		[
			'a conversion, whatever its category, as its quote shows',
			{ category: 'withdrawal' },
			{ pay_out: balance },
			'convert',
			1,
		],
		['a balance, when nothing shows it', { category: 'conversion' }, {}, 'convert', 1],
	])('%s', async (_name, more, quote, kind, requests) => {
		script = await startScript(() => quote && { id: 'QUO_1', ...quote });
		expect(await kindOfTransfer(script.api, transfer('pending', more))).toBe(kind);
		expect(script.asked).toHaveLength(requests);
	});

	test('is unknown when its quote cannot be read', async () => {
		script = await startScript(() => ({ kind: 'answer', status: 403, commit: false }));
		await expect(kindOfTransfer(script.api, transfer('pending'))).rejects.toMatchObject({
			failure: { outcome: 'unknown', transferId: 'TRF_1' },
		});
	});
});
