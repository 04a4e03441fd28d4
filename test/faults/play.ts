import type { IDataObject, INode, IRun } from 'n8n-workflow';

import type { Emulator, Fault, RecordedRequest } from '../../emulator';
import { type BushaOptions, credentialsOf, type Ran } from '../support/busha';
import { RUN_HEADER } from '../support/credentials';
import { itemsOf } from '../support/engine';
import { fastTime } from '../support/time';
import { type Books, booksOf, totalsOf } from './books';
import { type Asked, askedBy, type Cast, castFor, inputOf, parametersOf } from './cast';
import { asTool, inWorkflow, type Job } from './drive';
import { nameOf } from './plainFaults';
import { type Said, saidIn } from './reports';
import type { Schedule, Step } from './schedule';

/** One run of a schedule: what it was asked for, and what it said. */
export interface Run {
	name: string;
	/** Runs that belong to one execution, its retries and what was wired back, have the same number. */
	execution: number;
	asked: Asked[];
	said: Said;
	/** It ended without saying anything. */
	killed: boolean;
	/** The runs that it answers for: itself, and the one that it goes on from, unless the user changed what is asked. */
	answersFor: string[];
}

export interface Played {
	schedule: Schedule;
	runs: Run[];
	books: Books;
	/** Kinds of the faults that were really put on a request, with their number. */
	faults: Map<string, number>;
}

/** Who makes the payments of a schedule, in a workflow of its own, instead of this package's node. */
export interface Payer {
	run: (emulator: Emulator, schedule: Schedule, options: BushaOptions) => Promise<Ran>;
	/** How a person reads an error that does not say whether something happened. */
	plainError?: string;
}

const EVERY = 3;

/** Plays a schedule through n8n's engine against a new emulator. */
export async function play(emulator: Emulator, schedule: Schedule, payer?: Payer): Promise<Played> {
	const cast = await castFor(emulator, schedule);
	const totals = totalsOf(emulator);
	emulator.forms = schedule.forms;
	const stage = new Stage(emulator, schedule, cast, payer);
	const restore = fastTime(emulator, { requestTimeoutMs: 80 });
	try {
		for (const step of schedule.steps) await stage.play(step);
	} finally {
		restore();
		emulator.onRequest(undefined);
	}
	emulator.clock.advance(600_000);
	return { schedule, runs: stage.runs, books: booksOf(emulator, totals), faults: stage.faults };
}

class Stage {
	readonly runs: Run[] = [];
	readonly faults = new Map<string, number>();
	/** The saved execution of each run that n8n saved. */
	private readonly saved = new Map<Run, IRun>();
	private executions = 0;
	private calm = false;
	private readonly started: number;

	constructor(
		private readonly emulator: Emulator,
		private readonly schedule: Schedule,
		private readonly cast: Cast,
		private readonly payer?: Payer,
	) {
		this.started = emulator.requests.length;
		emulator.onRequest((request) => this.faultOf(request));
	}

	async play(step: Step): Promise<void> {
		this.calm = step.calm;
		if (step.from !== 'start' && !this.source(step)) return;
		const copies = Array.from({ length: step.copies }, (_copy, index) => async () => await this.one(step, index));
		if (step.atOnce) await Promise.all(copies.map(async (copy) => await copy()));
		else for (const copy of copies) await copy();
	}

	/** The first run that a step can go on from. */
	private source({ from }: Step): Run | undefined {
		return this.runs.find((run) => {
			const saved = this.saved.get(run);
			return from === 'failure'
				? saved?.data.resultData.error !== undefined
				: saved && itemsOf(saved, 'Busha', 1).length > 0;
		});
	}

	private async one(step: Step, copy: number): Promise<void> {
		const { emulator, schedule, cast } = this;
		const before = step.from === 'start' ? undefined : this.source(step);
		const name = `run ${this.runs.length}`;
		const asked = askedBy(schedule, step, cast);
		const said: Said = { expected: [], reports: [], paid: [] };
		const answersFor = before && step.change === undefined ? [name, before.name] : [name];
		const run: Run = {
			name,
			execution: before?.execution ?? this.executions++,
			asked,
			said,
			killed: step.kill !== undefined,
			answersFor,
		};
		this.runs.push(run);
		const baseUrl = step.apart && copy > 0 ? emulator.url.replace('127.0.0.1', 'localhost') : emulator.url;
		const saved = before && this.saved.get(before);
		const job: Job = {
			parameters: parametersOf(schedule, step),
			settings: this.settings(),
			credentials: credentialsOf(emulator, { run: name, baseUrl }),
			items:
				step.from === 'errors' && saved
					? itemsOf(saved, 'Busha', 1).map(({ json }) => json)
					: inputOf(asked, schedule, cast),
			retryOf: step.from === 'failure' ? saved : undefined,
		};
		await this.perform(step, run, job);
	}

	private async perform(step: Step, run: Run, job: Job): Promise<void> {
		if (step.way === 'tool') {
			run.said = await asTool(job);
			return;
		}
		const done = this.payer ? await this.paidBy(this.payer, job) : await inWorkflow(job, step.way === 'loop');
		if (step.kill) return;
		run.said = done.said;
		this.saved.set(run, done.run);
	}

	private async paidBy(
		{ run, plainError }: Payer,
		{ items, settings, retryOf, credentials }: Job,
	): Promise<{ run: IRun; said: Said }> {
		const ran = await run(this.emulator, this.schedule, {
			items,
			settings,
			retryOf,
			credential: credentials.bushaApi as IDataObject,
		});
		const numbers = items.map((_item, index) => index);
		const traced = {
			...ran.run,
			data: {
				...ran.run.data,
				resultData: { ...ran.run.data.resultData, runData: { Busha: [{ data: { main: [ran.items, ran.failed] } }] } },
			},
		};
		return { run: ran.run, said: saidIn(traced as unknown as IRun, 'Busha', [numbers], plainError) };
	}

	private settings(): Partial<INode> {
		const { onError, retryOnFail } = this.schedule;
		return { onError, retryOnFail, maxTries: 3, waitBetweenTries: 1 };
	}

	/** What goes wrong with a request: the run is killed, Busha refuses what it has made, or the schedule's next fault. */
	private faultOf(request: RecordedRequest): Fault | undefined {
		const index = request.index - this.started;
		const fault =
			this.killOf(request) ??
			(this.calm
				? undefined
				: (this.refusal(request, index) ?? this.schedule.faults[index % this.schedule.faults.length]));
		if (fault) this.faults.set(nameOf(fault), (this.faults.get(nameOf(fault)) ?? 0) + 1);
		return fault;
	}

	private killOf({ headers }: RecordedRequest): Fault | undefined {
		const kill = this.schedule.steps[0]?.kill;
		if (!kill || headers[RUN_HEADER] !== 'run 0') return undefined;
		const sent = this.emulator.requests.filter((request) => request.headers[RUN_HEADER] === 'run 0').length - 1;
		if (sent < kill.request) return undefined;
		return { kind: 'reset', commit: sent === kill.request && kill.commit };
	}

	private refusal({ method, path }: RecordedRequest, index: number): Fault | undefined {
		const status = this.schedule.refusesAfterCommit;
		if (status === undefined || method !== 'POST' || path !== '/v1/transfers' || index % EVERY !== 0) return undefined;
		return { kind: 'answer', status, commit: true };
	}
}
