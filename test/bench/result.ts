/** A target, what was seen, and whether that meets it. */
export interface Target {
	target: string;
	seen: string;
	met: boolean;
	/** What makes it impossible to meet, where that was measured too. */
	floor?: string;
}

export interface Bars {
	kind: 'bars';
	file: string;
	title: string;
	unit: string;
	bars: Array<{ name: string; value: number; note?: string }>;
}

export interface Lines {
	kind: 'lines';
	file: string;
	title: string;
	x: string;
	y: string;
	lines: Array<{ name: string; points: Array<readonly [x: number, y: number]> }>;
}

/** What a scenario found. */
export interface Result {
	title: string;
	/** What is compared, and what the numbers mean. */
	about: string;
	columns: string[];
	rows: string[][];
	targets: Target[];
	/** What else was seen, each in a sentence or two. */
	notes: string[];
	charts: Array<Bars | Lines>;
}

export interface Scenario {
	name: string;
	/** `quick`: fewer rounds and smaller sizes. */
	run: (quick: boolean) => Promise<Result>;
}

/** A number with as many digits as it deserves. */
export function figure(value: number): string {
	if (Number.isNaN(value)) return '-';
	const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3;
	return value.toFixed(digits);
}

export const count = (value: number): string => value.toLocaleString('en-US');

/** A target that is met by a value up to a limit. */
export const atMost = (target: string, value: number, limit: number, unit = ''): Target => ({
	target,
	seen: `${figure(value)}${unit}`,
	met: value <= limit,
});
