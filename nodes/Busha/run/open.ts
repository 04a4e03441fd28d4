import type { IExecuteFunctions } from 'n8n-workflow';

import { Busha } from '../api/client';
import { InputError } from '../fields/inputError';
import { newPaymentsOfRun, type PaymentsOfRun } from '../money/context';
import { find } from '../operations';
import type { Operation } from '../operations/operation';
import { runsAsTool } from './input';
import { Ledger } from './ledger';

/** What all items of a run share. */
export interface Run {
	operation: Operation;
	api: Busha;
	ledger: Ledger;
	payments: PaymentsOfRun;
	/** What the run itself has made: ids. */
	made: Set<string>;
	/** The node runs as a tool of an agent. */
	asTool: boolean;
}

/** Opens the run. Throws when the operation is unknown or the credential cannot be used. */
export async function openRun(n8n: IExecuteFunctions): Promise<Run> {
	const operation = chosen(n8n);
	const asTool = runsAsTool(n8n);
	const ledger = new Ledger(n8n, operation, asTool);
	return { operation, api: await Busha.open(n8n), ledger, payments: newPaymentsOfRun(), made: new Set(), asTool };
}

function chosen(n8n: IExecuteFunctions): Operation {
	const resource = String(n8n.getNodeParameter('resource', 0, ''));
	const name = String(n8n.getNodeParameter('operation', 0, ''));
	const operation = find(resource, name);
	if (operation) return operation;
	throw new InputError(
		`The resource "${resource}" has no operation "${name}"`,
		'Choose the resource and the operation again in the node.',
	);
}
