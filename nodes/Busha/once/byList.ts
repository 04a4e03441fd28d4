import type { Settled } from '../api/client';
import { clock, pause } from '../api/clock';
import { BushaError, knowing, orError } from '../api/failure';
import { SKEW_MS } from '../api/pages';
import { attempt, leftBehind } from './attempt';
import type { ByList, Listed, Making, OnceContext } from './making';
import { madeOtherwise, notTwice, refusedButThere, unsettled } from './refusals';
import { inTurn } from './turns';

/** Waits before the looks for something that was perhaps made. */
const PATIENCE_MS = [0, 1_000, 2_000, 4_000, 8_000];
/** The server's clock is known to the second. */
const SECOND_MS = 1_000;

type Listing<Row> = Making<Row, ByList<Row>>;

/**
 * Makes an object that looks like others. The list is read first, so that afterwards a new row that looks alike is known
 * to be the one that was made. Two programs that make the same thing in the same moment cannot be told apart: then it is
 * `unknown`.
 */
export async function makeByList<Row extends Listed>(
	context: OnceContext,
	making: Listing<Row>,
): Promise<Settled<Row>> {
	const { api } = context;
	const key = [api.account, api.profileId, making.call.path, JSON.stringify(making.call.body)].join(' ');
	return await inTurn(key, async () => await makeInTurn(context, making));
}

async function makeInTurn<Row extends Listed>(context: OnceContext, making: Listing<Row>): Promise<Settled<Row>> {
	const { memory } = context;
	const { noun } = making.finding;
	notTwice(context.equalCall);
	if (memory.inDoubt) throw unsettled(noun, `An earlier try of this item may have made the ${noun}`);
	if (memory.made !== undefined) throw madeOtherwise(noun, memory.made);
	const asked = JSON.stringify(making.call.body);
	if (memory.before !== undefined && memory.asked !== asked)
		throw unsettled(noun, `An earlier try of this item may have made another ${noun}`);
	memory.asked = asked;
	const look = async (): Promise<Row> => await mustBeShown(context, making.finding);
	const settled =
		memory.before === undefined ? await make(context, making, look) : { value: await leftBehind(look), replayed: true };
	const failure = making.finding.failureOf?.(settled.value);
	if (failure) {
		memory.before = undefined;
		throw failure;
	}
	memory.made = settled.value.id;
	return settled;
}

async function make<Row extends Listed>(
	context: OnceContext,
	{ call, finding }: Listing<Row>,
	look: () => Promise<Row>,
): Promise<Settled<Row>> {
	const { api, memory, continued, begunAt, made: ofRun } = context;
	const before = await knowing(finding.alike(), { outcome: 'notSent' });
	const now = api.serverNow();
	const begun = begunAt + (now ? now.earliest - clock.now() : 0) - SKEW_MS;
	const mayBeCopied = continued && finding.harmless !== true;
	const byCopy =
		mayBeCopied &&
		before.some(
			(row) => !ofRun.has(row.id) && !finding.failureOf?.(row) && !(Date.parse(String(row.created_at)) < begun),
		);
	if (byCopy) throw unsettled(finding.noun, `Another retry of this execution may have made the ${finding.noun}`);
	memory.since = now && now.earliest - SECOND_MS;
	const ids = before.map(({ id }) => id);
	return await attempt(memory, ids, async () => {
		const sending = api
			.send<Row>({ method: 'POST', ...call, recover: look })
			.then(async (sent) => (named(sent) ? sent : { value: await look(), replayed: true }));
		const sent = await orError(sending);
		if (!(sent instanceof BushaError)) return sent;
		const isDoubtful = sent.failure.outcome === 'rejected' && call.effect === 'money';
		if (isDoubtful) await lookAfterRefusal(context, finding, sent);
		throw sent;
	});
}

/** Whether an answer tells what was made: the row has an id. */
function named({ value }: Settled<{ id?: unknown }>): boolean {
	return typeof value.id === 'string' && value.id !== '';
}

/**
 * A refusal proves nothing where money is at stake: Busha may have refused and made it. But what is new may as well be
 * somebody else's.
 */
async function lookAfterRefusal<Row extends Listed>(
	context: OnceContext,
	finding: ByList<Row>,
	refusal: BushaError,
): Promise<void> {
	const found = await knowing(lookPatiently(context, finding), { ...refusal.failure, outcome: 'unknown' });
	if (!found) return;
	throw refusedButThere(finding.noun, found.id, refusal);
}

async function mustBeShown<Row extends Listed>(context: OnceContext, finding: ByList<Row>): Promise<Row> {
	const found = await lookPatiently(context, finding);
	if (found) return found;
	throw unsettled(finding.noun, `Busha does not show the ${finding.noun}`);
}

/** The one row that looks alike and is new: not there before, not made by another item, and not older than the try. */
async function lookPatiently<Row extends Listed>(
	{ api, memory, made }: OnceContext,
	{ alike, noun }: ByList<Row>,
): Promise<Row | undefined> {
	for (const wait of PATIENCE_MS) {
		await pause(wait, api.signal);
		const rows = (await alike()).filter(({ id }) => !memory.before?.includes(id) && !made.has(id));
		const fresh = rows.filter(
			({ created_at }) => memory.since === undefined || !(Date.parse(String(created_at)) < memory.since),
		);
		if (fresh.length > 1) throw unsettled(noun, `Several new ${noun}s look like this one`);
		if (fresh[0]) return fresh[0];
	}
	return undefined;
}
