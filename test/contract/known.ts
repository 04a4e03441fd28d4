/** Differences that are there for one reason. */
export interface Known {
	/** In plain words. */
	why: string;
	/** Each as `npm run check:contract` prints it. */
	differences: readonly string[];
}

/** Where the node, or the emulator in its answers, knowingly differs from the file that Busha publishes. */
export const KNOWN: readonly Known[] = [];
