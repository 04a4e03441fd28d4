import { type IDataObject, type INode, type INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { BushaError, type Failure, type Outcome } from '../api/failure';
import { InputError } from '../fields/inputError';
import { type Done, inWords } from './paid';
import { isTool, toldToModel } from './tool';

/**
 * What went wrong with an item, as data. Bad input was never sent; of any other error, such as an expression that
 * cannot be resolved, the caller says with `outcome` what is known.
 */
export function failureOf(problem: unknown, outcome: Outcome): Failure {
	if (problem instanceof BushaError) return problem.failure;
	if (problem instanceof InputError) return { outcome: 'notSent', message: problem.message, advice: problem.advice };
	const { message, description } = problem as Error & { description?: string | null };
	return { outcome, message, advice: description || 'Check the expressions and the credential of this node.' };
}

function details({
	httpCode,
	name,
	requestId,
	fields,
	outcome,
	quoteId,
	transferId,
	customerId,
}: Failure): IDataObject {
	const all = { outcome, httpCode, name, requestId, fields, quoteId, transferId, customerId };
	return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/**
 * The error that stops the workflow, or ends the call of an agent's tool. It lists what the run has done, since the
 * output of its items is lost. Its texts are set after it is built, since n8n replaces a message that happens to contain
 * a Node.js error code.
 */
export function nodeError(
	node: INode,
	failure: Failure,
	itemIndex?: number,
	done: Done = { paidEarlier: [], paid: [], alsoFailed: [] },
): NodeApiError | NodeOperationError {
	const description = [failure.advice, inWords(done)].filter(Boolean).join(' ');
	const told = { message: failure.message, description };
	const error =
		failure.httpCode === undefined
			? new NodeOperationError(node, failure.message, { description, itemIndex })
			: new NodeApiError(node, told, { ...told, httpCode: String(failure.httpCode), itemIndex });
	const named = itemIndex === undefined ? failure.message : `${failure.message} [item ${itemIndex}]`;
	error.message = isTool(node) ? toldToModel(failure, description) : named;
	error.description = description;
	const lists = Object.entries(done).filter(([, list]) => list.length > 0);
	error.context.details = { ...details(failure), ...Object.fromEntries(lists) };
	return error;
}

/**
 * The item that tells of an error. n8n sends it to the error output, where there is one, only if its data has exactly
 * these keys; before 2.36 only if it has an `error` beside its data. That one is not enumerable, so that it stays with
 * nothing that n8n copies or saves, and is there only for that output, since n8n cuts the data of other such items.
 * `error` is what happened, `message` what to do next, `details.outcome` whether the call may have had an effect.
 */
export function errorItem(node: INode, failure: Failure, itemIndex: number): INodeExecutionData {
	const json = { error: failure.message, message: failure.advice, details: details(failure) };
	const item: INodeExecutionData = { json, pairedItem: { item: itemIndex } };
	if (node.onError !== 'continueErrorOutput') return item;
	return Object.defineProperty(item, 'error', { value: nodeError(node, failure, itemIndex) });
}
