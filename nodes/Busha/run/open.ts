import type { IExecuteFunctions } from 'n8n-workflow';

import { Busha } from '../api/client';
import { InputError } from '../fields/inputError';
import { newPaymentsOfRun, type PaymentsOfRun } from '../money/context';
import { find } from '../operations';
import type { Operation } from '../operations/operation';
import { isTool } from './tool';
import { Ledger } from './ledger';

/** What can be said of a run before it asks anything of Busha: what it is to do, and what earlier tries did. */
export interface Plan {
	operation: Operation;
	ledger: Ledger;
	/** The node runs as a tool of an agent. */
	asTool: boolean;
}

/** What all items of a run share. */
export interface Run extends Plan {
	api: Busha;
	payments: PaymentsOfRun;
	/** What the run itself has made: ids. */
	made: Set<string>;
}

/** Throws an {@link InputError} when the node has no such operation. */
export function planOf(n8n: IExecuteFunctions): Plan {
	const resource = String(n8n.getNodeParameter('resource', 0, ''));
	const name = String(n8n.getNodeParameter('operation', 0, ''));
	const operation = find(resource, name);
	if (!operation) {
		throw new InputError(
			`The resource "${resource}" has no operation "${name}"`,
			'Choose the resource and the operation again in the node.',
		);
	}
	const asTool = isTool(n8n.getNode());
	return { operation, ledger: new Ledger(n8n, operation, asTool), asTool };
}

/** Opens the run. Throws when the credential cannot be used. */
export async function openRun(n8n: IExecuteFunctions, plan: Plan): Promise<Run> {
	return { ...plan, api: await Busha.open(n8n), payments: newPaymentsOfRun(!n8n.continueOnFail()), made: new Set() };
}
