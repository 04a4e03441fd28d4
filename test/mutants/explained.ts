/** A mutant that no test can tell from the code, and why. */
export interface Explained {
	file: string;
	/** The line, without the space around it. */
	code: string;
	/** The change as the command prints it. */
	change: string;
	why: string;
}

export const EXPLAINED: readonly Explained[] = [];
