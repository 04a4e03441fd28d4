import type { IDataObject } from 'n8n-workflow';

/** A call of a tool that a model asks for. */
export interface ToolCall {
	tool: string;
	args: IDataObject;
}

/** What a model says next, when it is told what its last calls gave, as text. */
export type Model = (heard: string[]) => { calls: ToolCall[] } | { output: string };

/** What lies outside of a workflow: files, letters, and people. */
export interface Outside {
	/** The disk, by path. */
	files: Map<string, Buffer>;
	/** Emails and chat messages that were sent, and what a webhook was answered. */
	sent: IDataObject[];
	/** What Remove Duplicates keeps from one execution to the next, by node. */
	seen: Map<string, Set<string>>;
	/** What a person answers to a question: yes, no, or nothing in time. */
	answer: (question: string) => boolean | undefined;
	model: Model;
	/** What a Wait node does. */
	letTimePass: (ms: number) => Promise<void>;
}

/** Nothing on disk, nobody who answers, a model that says nothing. */
export function outside(more: Partial<Outside> = {}): Outside {
	return {
		files: new Map(),
		sent: [],
		seen: new Map(),
		answer: () => undefined,
		model: () => ({ output: '' }),
		letTimePass: async () => await Promise.resolve(),
		...more,
	};
}
