import { contract } from './contract/contract';
import type { Route } from './contract/router';
import { ApiError, notFound, tooManyRequests } from './errors';
import { heeded } from './forms';
import { commits, planOf, type FaultPlan, type FaultScript } from './faults';
import { checkKeys, judge, type Judgement, type Keys } from './judge';
import type { RateLimit } from './rateLimit';
import type { RecordedRequest } from './types';
import { HANDLERS } from './world/handlers';
import { expireQuote } from './world/quoteLife';
import { described } from './world/shown';
import type { World } from './world/world';

/** What the emulated Busha answers before a fault spoils it. */
export interface Reply {
	status: number;
	headers: Record<string, string>;
	body?: object;
	csv?: string;
}

export interface Outcome {
	/** undefined when a fault took the handler's place. */
	reply?: Reply;
	plan: FaultPlan;
}

/** The way of one request through the emulated Busha: checks, faults, handler, check of the own answer. */
export class Exchange {
	constructor(
		private readonly keys: Keys,
		private readonly limit: RateLimit,
		private readonly faults: FaultScript,
		private readonly violations: string[],
	) {}

	run(world: World, request: RecordedRequest): Outcome {
		const route = contract().route(request.method, request.path);
		const judgement = route && judge(request, route);
		request.operationId = route?.operation.operationId;
		const plan = planOf(this.faults.next(request));
		request.fault = plan.kind;
		if (plan.loseLookup) world.lookups.start(world.clock.now(), plan.loseLookup);
		if (plan.spoiler && !commits(plan.spoiler)) {
			this.limit.refuse(request, world.clock.now());
			return { plan };
		}
		return { plan, reply: this.reply(world, request, route, judgement, plan.expireQuote) };
	}

	private reply(
		world: World,
		request: RecordedRequest,
		route: Route | undefined,
		judgement: Judgement | undefined,
		expire: boolean,
	): Reply {
		const headers = {
			'X-Request-Id': request.requestId,
			'x-rate-limit': String(this.limit.perMinute(request)),
		};
		let reply: Reply;
		try {
			const answer = this.handle(world, request, route, judgement, headers, expire);
			request.committed = true;
			reply = { ...answer, headers };
		} catch (error) {
			if (!(error instanceof ApiError))
				return this.broken(headers, [`${request.operationId}: ${error instanceof Error ? error.stack : error}`]);
			reply = { status: error.status, headers, body: error.body() };
		}
		const shown = reply.csv ?? (reply.body && described(reply.body, world.forms));
		const problems = route ? contract().answerProblems(route.operation, reply.status, shown) : [];
		return problems.length > 0 ? this.broken(headers, problems) : reply;
	}

	private handle(
		world: World,
		request: RecordedRequest,
		route: Route | undefined,
		judgement: Judgement | undefined,
		headers: Record<string, string>,
		expire: boolean,
	) {
		if (route) checkKeys(request, route, this.keys);
		const refused = this.limit.refuse(request, world.clock.now());
		if (refused) {
			Object.assign(headers, refused);
			throw tooManyRequests();
		}
		const handler = route && HANDLERS[route.operation.operationId];
		if (!route || !judgement || !handler) throw notFound();
		if (judgement.refusal) throw judgement.refusal;
		const profileId = world.profile(request.profileId, request.resource);
		if (expire) expireQuote(world, profileId, (request.body as { quote_id?: string } | undefined)?.quote_id);
		return handler({
			world,
			params: route.params,
			query: heeded(judgement.query, world.forms),
			body: request.body,
			profileId,
		});
	}

	/** An own mistake: noted, and answered as 500, so that no test can build on it. */
	private broken(headers: Record<string, string>, problems: string[]): Reply {
		this.violations.push(...problems);
		return { status: 500, headers, body: { error: { name: 'emulator_violation', message: problems.join('; ') } } };
	}
}
