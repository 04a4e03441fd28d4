import type { INode } from 'n8n-workflow';

import type { Failure, Outcome } from '../api/failure';

/** Whether the node runs as a tool of an agent: n8n gives the tool a node type of its own. */
export function isTool({ type }: INode): boolean {
	return type.endsWith('Tool');
}

const MEANING: Readonly<Record<Outcome, string>> = {
	notSent: 'Outcome: notSent. It was not done.',
	rejected: 'Outcome: rejected. It was not done.',
	unknown: 'Outcome: unknown. It may have been done: look it up, and do not try it in another way.',
};

/** All that a model has to know of a failure: n8n hands nothing of an error to it but the message. */
export function toldToModel({ message, outcome }: Failure, advice: string): string {
	return `${message}. ${advice} ${MEANING[outcome]}`;
}
