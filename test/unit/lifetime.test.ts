import type { Busha } from '../../nodes/Busha/api/client';
import { clock } from '../../nodes/Busha/api/clock';
import type { Quote } from '../../nodes/Busha/api/types';
import { endOf, fresh, known, untilOver, usable } from '../../nodes/Busha/money/lifetime';

const MINUTE_MS = 60_000;
const NOW = Date.parse('2026-11-25T12:00:00Z');
const at = (ms: number): string => new Date(NOW + ms).toISOString();

const real = { ...clock };
beforeAll(() => {
	clock.now = () => NOW;
	clock.requestTimeoutMs = 30_000;
});
afterAll(() => void Object.assign(clock, real));

const quote = (more: Partial<Quote>): Quote => ({
	id: 'QUO_1',
	source_currency: 'NGN',
	target_currency: 'NGN',
	source_amount: '1',
	target_amount: '1',
	...more,
});

/** Busha's clock as its answers showed it, compared with this machine's. */
const server = (earliest: number, latest: number) =>
	({ serverNow: () => ({ earliest: NOW + earliest, latest: NOW + latest }) }) as Busha;
const unheard = { serverNow: () => undefined } as unknown as Busha;

test.each<[string, Partial<Quote>, number | undefined]>([
	['as it says', { expires_at: at(7), created_at: at(0) }, NOW + 7],
	['half an hour after it was made', { created_at: at(7) }, NOW + 7 + 30 * MINUTE_MS],
	[
		'half an hour after it was made, when it says something else than a time',
		{ expires_at: 'soon', created_at: at(7) },
		NOW + 7 + 30 * MINUTE_MS,
	],
	['unknown', {}, undefined],
	['unknown, when it was made at something else than a time', { created_at: 'lately' }, undefined],
])('a quote ends %s', (_name, more, end) => {
	expect(endOf(quote(more))).toBe(end);
	expect(known(quote(more))).toEqual({ id: 'QUO_1', ends: end, source_amount: '1', target_amount: '1' });
});

test.each<[string, Partial<Quote>, number]>([
	[
		'as long as it says, whatever the clocks show',
		{ created_at: at(-99_000), expires_at: at(-99_000 + 10 * MINUTE_MS) },
		10 * MINUTE_MS,
	],
	['half an hour when it only says when it was made', { created_at: at(-99_000) }, 30 * MINUTE_MS],
	['half an hour when it only says when it ends', { expires_at: at(10 * MINUTE_MS) }, 30 * MINUTE_MS],
	['half an hour when it says nothing', {}, 30 * MINUTE_MS],
])('a quote that was just made lives %s', (_name, more, lifetime) => {
	expect(fresh(quote(more))).toEqual({ ...known(quote(more)), freshUntil: NOW + lifetime });
});

test.each<[string, Busha, { ends?: number; freshUntil?: number }, boolean]>([
	[
		"more than five seconds before its end by the latest that Busha's clock can show",
		server(-900, 100),
		{ ends: 5_101 },
		true,
	],
	['five seconds before it', server(-900, 100), { ends: 5_100 }, false],
	[
		"after its end by Busha's clock, whatever this machine's clock says",
		server(0, 0),
		{ ends: 4_000, freshUntil: 999_000 },
		false,
	],
	[
		"before its end by Busha's clock, whatever this machine's clock says",
		server(0, 0),
		{ ends: 999_000, freshUntil: 0 },
		true,
	],
	[
		"without an end by Busha's clock, more than five seconds before the end by this machine's",
		server(0, 0),
		{ freshUntil: 5_001 },
		true,
	],
	[
		"without an end by Busha's clock, five seconds before the end by this machine's",
		server(0, 0),
		{ freshUntil: 5_000 },
		false,
	],
	[
		"before Busha showed its clock, more than five seconds before the end by this machine's",
		unheard,
		{ ends: 0, freshUntil: 5_001 },
		true,
	],
	['before Busha showed its clock, when its creation was not seen', unheard, { ends: 999_000 }, false],
	['without any end', server(0, 0), {}, false],
])('whether a quote may be executed %s', (_name, api, { ends, freshUntil }, may) => {
	const moment = (ms: number | undefined) => (ms === undefined ? undefined : NOW + ms);
	expect(usable(api, { id: 'QUO_1', ends: moment(ends), freshUntil: moment(freshUntil) })).toBe(may);
});

test.each<[string, Busha, number | undefined, number | undefined]>([
	['its end, five seconds, and the time of a request', server(0, 0), 10_000, 45_000],
	["nothing, when all that has passed by the earliest that Busha's clock can show", server(35_000, 36_000), 0, 0],
	['not enough, when it has passed only at the latest', server(34_999, 36_000), 0, 1],
	['unknown without its end', server(0, 0), undefined, undefined],
	["unknown without Busha's clock", unheard, 10_000, undefined],
])('what is left until it is certain that nothing executes a quote: %s', (_name, api, ends, left) => {
	expect(untilOver(api, { id: 'QUO_1', ends: ends === undefined ? undefined : NOW + ends })).toBe(left);
});
