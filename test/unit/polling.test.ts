import fc from 'fast-check';

import { clock } from '../../nodes/Busha/api/clock';
import { firstPoll, poll } from '../../nodes/Busha/polling/poll';
import { readState, type State } from '../../nodes/Busha/polling/state';
import type { Sighting } from '../../nodes/Busha/polling/sighting';
import type { Watch } from '../../nodes/Busha/polling/watch';

interface Thing {
	id: string;
	status: string;
	created: number;
	changed: number;
}

const STEPS = ['pending', 'processing', 'sent', 'done'];
const LAST = STEPS.length - 1;
type Follow = 'read' | 'compare' | 'nothing';
const OWNER = { of: 'test', key: 'key' };

/** A list as Busha gives it: newest first, cursors that name the last row, equal times in the order of their making. */
class List {
	readonly things: Thing[] = [];
	now = 1_000;
	reads = 0;
	/** Objects that never change, such as transactions. */
	final = false;

	constructor(readonly pageSize: number) {}

	add(): void {
		const thing = { id: `T${this.things.length}`, status: 'pending', created: this.now, changed: this.now };
		this.things.push(thing);
	}

	/** Moves a thing on by one status, unless it is at its end. */
	move(index: number): void {
		const thing = this.things[index % (this.things.length || 1)];
		const next = STEPS[STEPS.indexOf(thing?.status ?? '') + 1];
		if (!thing || next === undefined) return;
		Object.assign(thing, { status: next, changed: this.now });
	}

	page(cursor?: string): { rows: Array<Sighting<Thing>>; next?: string } {
		this.reads++;
		const top = cursor === undefined ? this.things.length : Number(cursor);
		const from = Math.max(0, top - this.pageSize);
		const rows = this.things
			.slice(from, top)
			.reverse()
			.map((thing) => this.seen(thing));
		return { rows, next: from > 0 ? String(from) : undefined };
	}

	one(id: string): Sighting<Thing> | undefined {
		this.reads++;
		const thing = this.things.find((candidate) => candidate.id === id);
		return thing && this.seen(thing);
	}

	private seen(thing: Thing): Sighting<Thing> {
		return { ...thing, row: { ...thing }, final: this.final || thing.status === STEPS[LAST] };
	}
}

function watchOf(list: List, follow: Follow, pages: number, more: Partial<Watch<Thing>> = {}): Watch<Thing> {
	list.final = follow === 'nothing';
	const readPage = async (cursor?: string) => await Promise.resolve(list.page(cursor));
	const readOne: Watch<Thing>['readOne'] = async (id) => {
		const sighting = list.one(id);
		return await Promise.resolve(
			sighting ? { sighting } : { failure: { outcome: 'rejected', message: 'Not found', advice: '', httpCode: 404 } },
		);
	};
	return {
		readPage,
		readOne,
		follow: follow === 'compare' ? 'compare' : 'read',
		isWanted: () => true,
		bounds: { recent: follow === 'compare' ? 1_000 : 3, unfinished: 1_000 },
		work: { pages, reads: 3, items: Infinity },
		outOfTime: () => false,
		warn: () => {},
		...more,
	};
}

type Action =
	| { kind: 'add'; count: number }
	| { kind: 'move'; index: number }
	| { kind: 'time'; ms: number }
	| { kind: 'poll' | 'lostPoll' };

const actions = (follow: Follow): fc.Arbitrary<Action[]> =>
	fc.array(
		fc.oneof(
			{
				weight: 4,
				arbitrary: fc.record({ kind: fc.constant('add' as const), count: fc.integer({ min: 1, max: 12 }) }),
			},
			{
				weight: follow === 'nothing' ? 0 : 6,
				arbitrary: fc.record({ kind: fc.constant('move' as const), index: fc.nat(200) }),
			},
			{ weight: 3, arbitrary: fc.record({ kind: fc.constant('time' as const), ms: fc.nat(3) }) },
			{ weight: 4, arbitrary: fc.record({ kind: fc.constant('poll' as const) }) },
			{ weight: 1, arbitrary: fc.record({ kind: fc.constant('lostPoll' as const) }) },
		),
		{ maxLength: 40 },
	);

interface Told {
	emitted: Thing[];
	batches: Thing[][];
	/** Statuses at the first poll. */
	atFirst: Map<string, string>;
}

/** Plays the actions and polls on until nothing is left to tell. Every poll starts from what JSON kept of the last one. */
async function play(list: List, watch: Watch<Thing>, plan: Action[]): Promise<Told> {
	let stored = JSON.stringify(await firstPoll(watch, OWNER));
	// Until the first comparison has been through the whole list, statuses of old objects are only learnt.
	for (let state = JSON.parse(stored) as State; state.comparison; stored = JSON.stringify(state))
		({ state } = await poll(watch, state));
	const atFirst = new Map(list.things.map(({ id, status }) => [id, status]));
	const batches: Thing[][] = [];
	const once = async (lost: boolean): Promise<void> => {
		const before = readState(JSON.parse(stored), 'test');
		const { changes, state } = await poll(watch, before as State);
		// A poll whose hand-over failed: neither its items nor its state came through.
		if (lost) return;
		batches.push(changes);
		stored = JSON.stringify(state);
	};
	for (const action of plan) {
		if (action.kind === 'add') for (let n = 0; n < action.count; n++) list.add();
		else if (action.kind === 'move') list.move(action.index);
		else if (action.kind === 'time') list.now += action.ms;
		else await once(action.kind === 'lostPoll');
	}
	const enough = list.final ? 2 : list.things.length + 4;
	for (let quiet = 0, polls = 0; quiet < enough; polls++) {
		if (polls > 2_000) throw new Error('The polls do not come to an end');
		await once(false);
		const { resumePoints } = JSON.parse(stored) as State;
		quiet = batches.at(-1)?.length === 0 && resumePoints.length === 0 ? quiet + 1 : 0;
	}
	return { emitted: batches.flat(), batches, atFirst };
}

/** Every thing ends with its present status told, no status is told twice, and none in the wrong order. */
function expectEachOnce(list: List, { emitted, atFirst }: Told): void {
	const told = new Map<string, string[]>([...atFirst].map(([id, status]) => [id, [status]]));
	for (const { id, status } of emitted) told.set(id, [...(told.get(id) ?? []), status]);
	const wrong = list.things.filter(({ id, status }) => {
		const line = (told.get(id) ?? []).map((one) => STEPS.indexOf(one));
		return (
			line.at(-1) !== STEPS.indexOf(status) || line.some((place, index) => index > 0 && place <= (line[index - 1] ?? 0))
		);
	});
	expect(wrong.map(({ id }) => [id, told.get(id)])).toEqual([]);
}

/** Every batch leaves the oldest change first. */
function expectOldestFirst({ batches }: Told): void {
	const wrong = batches.filter((batch) =>
		batch.some(({ changed }, index) => changed < (batch[index - 1]?.changed ?? 0)),
	);
	expect(wrong).toEqual([]);
}

const settings = fc.record({
	pageSize: fc.integer({ min: 1, max: 5 }),
	pages: fc.integer({ min: 1, max: 4 }),
	existing: fc.nat(25),
});

function started({ pageSize, existing }: { pageSize: number; existing: number }): List {
	const list = new List(pageSize);
	for (let index = 0; index < existing; index++) {
		list.add();
		// Some objects share their time, some do not.
		if (index % 4 === 0) list.now++;
	}
	return list;
}

describe.each<Follow>(['read', 'compare', 'nothing'])('objects whose changes are found by: %s', (follow) => {
	test('each change leaves once and in order, whatever the pages, the restarts and the failures', async () => {
		await fc.assert(
			fc.asyncProperty(settings, actions(follow), async (setting, plan) => {
				const list = started(setting);
				// What was finished or beyond the first pages at the start is not followed by single reads.
				const watch = watchOf(list, follow, setting.pages);
				const told = await play(list, watch, follow === 'read' ? plan.filter(({ kind }) => kind !== 'move') : plan);
				expectEachOnce(list, told);
				expectOldestFirst(told);
			}),
			{ numRuns: 150 },
		);
	});

	test('new objects leave in the order of their making', async () => {
		await fc.assert(
			fc.asyncProperty(settings, actions('nothing'), async (setting, plan) => {
				const list = started(setting);
				const { emitted } = await play(list, watchOf(list, follow, setting.pages), plan);
				expect(emitted.map(({ id }) => id)).toEqual(list.things.slice(setting.existing).map(({ id }) => id));
			}),
			{ numRuns: 60 },
		);
	});

	test('a poll never does more than its share', async () => {
		await fc.assert(
			fc.asyncProperty(settings, actions(follow), async (setting, plan) => {
				const list = started(setting);
				const watch = watchOf(list, follow, setting.pages);
				let state = await firstPoll(watch, OWNER);
				for (const action of [...plan, ...plan]) {
					if (action.kind === 'add') for (let n = 0; n < action.count; n++) list.add();
					else if (action.kind === 'move') list.move(action.index);
					list.reads = 0;
					({ state } = await poll(watch, state));
					expect(list.reads).toBeLessThanOrEqual(setting.pages + 1 + Math.max(setting.pages, 3));
				}
			}),
			{ numRuns: 50 },
		);
	});
});

test('changes of followed objects leave once, however few of them a poll reads', async () => {
	await fc.assert(
		fc.asyncProperty(settings, actions('read'), async (setting, plan) => {
			const list = new List(setting.pageSize);
			const told = await play(list, watchOf(list, 'read', setting.pages), plan);
			expectEachOnce(list, told);
		}),
		{ numRuns: 150 },
	);
});

describe('the first poll', () => {
	test('tells nothing, and what comes in the same moment is told', async () => {
		const list = started({ pageSize: 2, existing: 0 });
		for (let n = 0; n < 9; n++) list.add();
		const watch = watchOf(list, 'nothing', 2);
		const state = await firstPoll(watch, OWNER);
		list.add();
		const { changes } = await poll(watch, state);
		expect(changes.map(({ id }) => id)).toEqual(['T9']);
	});

	test('of an empty list lets the first object be told', async () => {
		const list = new List(5);
		const watch = watchOf(list, 'read', 2);
		const state = await firstPoll(watch, OWNER);
		list.add();
		expect((await poll(watch, state)).changes.map(({ id }) => id)).toEqual(['T0']);
	});

	test('follows what is unfinished at that time', async () => {
		const list = started({ pageSize: 5, existing: 3 });
		const watch = watchOf(list, 'read', 2);
		const state = await firstPoll(watch, OWNER);
		list.move(0);
		expect((await poll(watch, state)).changes).toMatchObject([{ id: 'T0', status: 'processing' }]);
	});
});

test('a new object in its initial status is no change yet', async () => {
	const list = new List(5);
	const watch = watchOf(list, 'compare', 2, { initial: 'pending' });
	const first = await firstPoll(watch, OWNER);
	list.add();
	const second = await poll(watch, first);
	expect(second.changes).toEqual([]);
	list.move(0);
	list.add();
	list.move(1);
	expect((await poll(watch, second.state)).changes).toMatchObject([{ id: 'T0' }, { id: 'T1' }]);
});

test('an object that shows up late on the first page is told once', async () => {
	const list = new List(5);
	const watch = watchOf(list, 'nothing', 2, { bounds: { recent: 500, unfinished: 500 } });
	list.add();
	list.now += 10;
	const first = await firstPoll(watch, OWNER);
	list.add();
	const second = await poll(watch, first);
	const late = { id: 'LATE', status: 'pending', created: list.now - 5, changed: list.now - 5 };
	list.things.splice(1, 0, late);
	const third = await poll(watch, second.state);
	expect(third.changes).toMatchObject([{ id: 'LATE' }]);
	expect((await poll(watch, third.state)).changes).toEqual([]);
});

test('an object that is gone is given up only after several answers', async () => {
	const list = started({ pageSize: 1, existing: 3 });
	const watch = watchOf(list, 'read', 3);
	let state = await firstPoll(watch, OWNER);
	const [gone] = list.things.splice(0, 1);
	const reads: number[] = [];
	for (let polls = 0; polls < 7; polls++) {
		list.reads = 0;
		({ state } = await poll(watch, state));
		reads.push(list.reads);
	}
	expect(reads).toEqual([3, 3, 3, 3, 3, 2, 2]);
	expect(gone?.id).toBe('T0');
});

test('an object that was not there once is followed on', async () => {
	const list = started({ pageSize: 1, existing: 3 });
	const watch = watchOf(list, 'read', 3);
	let state = await firstPoll(watch, OWNER);
	for (let time = 0; time < 3; time++) {
		const [away] = list.things.splice(0, 1);
		for (let polls = 0; polls < 4; polls++) ({ state } = await poll(watch, state));
		list.things.unshift(away as Thing);
		list.move(0);
		const polled = await poll(watch, state);
		expect(polled.changes).toMatchObject([{ id: 'T0', status: STEPS[time + 1] }]);
		({ state } = polled);
	}
});

test('an object out of place does not hide the new ones behind it', async () => {
	const list = new List(5);
	const watch = watchOf(list, 'nothing', 5, { bounds: { recent: 500, unfinished: 500 } });
	for (let n = 0; n < 3; n++) list.add();
	const future = { id: 'FUTURE', status: 'pending', created: list.now + 1_000_000, changed: list.now };
	list.things.push(future);
	let state = await firstPoll(watch, OWNER);
	const told: string[] = [];
	for (let round = 0; round < 4; round++) {
		list.now += 10;
		for (let n = 0; n < 8; n++) {
			list.add();
			// The one of the future stays at the top, and one of three is stamped by a clock that is behind.
			list.things.push(...list.things.splice(list.things.indexOf(future), 1));
			if (n % 3 === 0) Object.assign(list.things.at(-2) ?? {}, { created: list.now - 3, changed: list.now - 3 });
		}
		const polled = await poll(watch, state);
		told.push(...polled.changes.map(({ id }) => id));
		({ state } = polled);
	}
	expect([...told].sort()).toEqual(
		list.things
			.filter(({ id }) => id.startsWith('T') && !['T0', 'T1', 'T2'].includes(id))
			.map(({ id }) => id)
			.sort(),
	);
});

test('an object that appears late, behind a page of known ones, is told', async () => {
	const list = new List(5);
	const watch = watchOf(list, 'nothing', 5, { bounds: { recent: 500, unfinished: 500 } });
	list.now = clock.now();
	for (let n = 0; n < 3; n++) list.add();
	let state = await firstPoll(watch, OWNER);
	for (let n = 0; n < 12; n++) list.add();
	({ state } = await poll(watch, state));
	list.things.splice(7, 0, { id: 'LATE', status: 'pending', created: list.now, changed: list.now });
	const late = await poll(watch, state);
	expect(late.changes).toMatchObject([{ id: 'LATE' }]);
	expect((await poll(watch, late.state)).changes).toEqual([]);
});

test.each<Follow>(['read', 'compare', 'nothing'])(
	'with a bound of items (%s), every change leaves once, and no poll gives more',
	async (follow) => {
		await fc.assert(
			fc.asyncProperty(settings, fc.integer({ min: 1, max: 4 }), actions(follow), async (setting, items, plan) => {
				const list = started(setting);
				const watch = watchOf(list, follow, setting.pages, { work: { pages: setting.pages, reads: 3, items } });
				const told = await play(list, watch, follow === 'read' ? plan.filter(({ kind }) => kind !== 'move') : plan);
				expectEachOnce(list, told);
				expectOldestFirst(told);
				expect(Math.max(0, ...told.batches.map(({ length }) => length))).toBeLessThanOrEqual(items);
			}),
			{ numRuns: 100 },
		);
	},
);

test('a poll whose time is up stops, and the next ones go on', async () => {
	const list = new List(10);
	let requests = 0;
	const watch = watchOf(list, 'nothing', 10, { outOfTime: () => list.reads - requests >= 2 });
	let state = await firstPoll(watch, OWNER);
	for (let n = 0; n < 95; n++) list.add();
	const told: string[] = [];
	for (let polls = 0; polls < 30; polls++) {
		requests = list.reads;
		const polled = await poll(watch, state);
		expect(list.reads - requests).toBeLessThanOrEqual(3);
		told.push(...polled.changes.map(({ id }) => id));
		({ state } = polled);
	}
	expect(told).toEqual(list.things.map(({ id }) => id));
});

test('a long backlog is read twice at most, and leaves oldest first', async () => {
	const list = new List(10);
	const watch = watchOf(list, 'nothing', 5);
	list.add();
	let state = await firstPoll(watch, OWNER);
	// Nine polls' worth of pages.
	for (let n = 0; n < 450; n++) list.add();
	const told: string[] = [];
	let polls = 0;
	for (; told.length < 450; polls++) {
		const polled = await poll(watch, state);
		told.push(...polled.changes.map(({ id }) => id));
		({ state } = polled);
	}
	expect(told).toEqual(list.things.slice(1).map(({ id }) => id));
	expect(polls).toBeLessThanOrEqual(18);
});

describe('what is stored', () => {
	const STORED: State = { ...OWNER, polledAt: 0, oldUntil: 0, observations: [], resumePoints: [] };

	test('is read as it was', () => {
		expect(readState(JSON.parse(JSON.stringify(STORED)), 'test')).toEqual(STORED);
	});

	test.each([
		['nothing', undefined],
		['another watch', { ...STORED, of: 'other' }],
		['something broken', { ...STORED, observations: [{ id: 'T1', created: 'soon', status: 'pending', final: false }] }],
		['the form of an earlier day', { of: 'test', floor: 0, known: [], ways: [] }],
		['a text', 'state'],
	])('%s makes the next poll the first one', (_what, stored) => {
		expect(readState(stored, 'test')).toBeUndefined();
	});

	test('stays small: the newest objects, and the unfinished ones', async () => {
		const list = new List(100);
		const watch = watchOf(list, 'read', 10, { bounds: { recent: 50, unfinished: 20 } });
		let state = await firstPoll(watch, OWNER);
		for (let n = 0; n < 900; n++) {
			list.now++;
			list.add();
			if (n % 10 !== 0) for (let step = 0; step < LAST; step++) list.move(n);
		}
		({ state } = await poll(watch, state));
		expect(state.observations).toHaveLength(50 + 15);
		const { changes } = await poll(watch, state);
		expect(changes).toEqual([]);
	});
});
