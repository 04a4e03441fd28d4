import { Emulator } from '../../emulator';
import type { EmulatorOptions } from '../../emulator';
import { fastTime } from './time';

/**
 * An emulator for all tests of a file. Each test starts with an empty account, waits pass at once, and at its end every
 * request has to have kept the contract of the API.
 */
export function testEmulator(options: EmulatorOptions = {}): Emulator {
	const emulator = new Emulator({ rateLimit: { perMinute: 1_000_000 }, ...options });
	let backToRealTime: () => void;
	beforeAll(async () => {
		await emulator.listen();
	});
	beforeEach(() => {
		emulator.reset();
		backToRealTime = fastTime(emulator, { requestTimeoutMs: 10_000 });
	});
	afterEach(() => {
		backToRealTime();
		contractKept(emulator);
	});
	afterAll(async () => await emulator.stop());
	return emulator;
}

/** A second server, which no request should reach. */
export function otherServer(): Emulator {
	const other = new Emulator({});
	beforeAll(async () => {
		await other.listen();
	});
	beforeEach(() => other.reset());
	afterAll(async () => await other.stop());
	return other;
}

/** Fails if a request of the test did not match the OpenAPI file, or an answer of the emulator did not. */
export function contractKept({ requests, violations }: Emulator): void {
	const broken = requests.flatMap(({ method, path, problems = [] }) =>
		problems.map((problem) => `${method} ${path}: ${problem}`),
	);
	expect(broken).toEqual([]);
	expect(violations).toEqual([]);
}

/** For tests that want a request to break the contract: what was wrong with the requests, which then counts as wanted. */
export function wantedProblems(emulator: Emulator): string[] {
	return emulator.requests.flatMap((request) => {
		const { problems = [] } = request;
		delete request.problems;
		return problems;
	});
}

/** The requests as `METHOD /path`, in the order of their arrival. */
export function calls({ requests }: Emulator): string[] {
	return requests.map(({ method, path }) => `${method} ${path}`);
}

/** What a run may never show, as the texts in which it would show. */
export function secretsOf({ secretKey, webhookSecret }: Emulator): string[] {
	return [secretKey, webhookSecret, encodeURIComponent(secretKey)];
}

/** Everything of a run or an error as text, also what JSON leaves out of errors. */
export function everything(value: unknown): string {
	const seen = new Set<unknown>();
	return JSON.stringify(value, (_key, part: unknown) => {
		if (typeof part !== 'object' || part === null) return part;
		if (seen.has(part)) return undefined;
		seen.add(part);
		return part instanceof Error ? { ...part, message: part.message, stack: part.stack, cause: part.cause } : part;
	});
}
