import type { IExecuteFunctions } from 'n8n-workflow';

import { Busha } from '../api/client';
import { InputError } from '../fields/inputError';
import { References } from '../money/references';
import type { Operation } from '../operations/operation';
import { find } from '../operations';
import { runsAsTool } from './input';
import { Ledger } from './ledger';

/** What all items of a run share. */
export interface RunDesk {
	operation: Operation;
	api: Busha;
	ledger: Ledger;
	references: References;
	/** The node runs as a tool of an agent. */
	asTool: boolean;
}

/** Opens the run. Throws when the operation is unknown or the credential cannot be used. */
export async function openDesk(n8n: IExecuteFunctions): Promise<RunDesk> {
	const operation = chosen(n8n);
	const ledger = new Ledger(n8n, `${operation.resource}.${operation.operation}`);
	return { operation, api: await Busha.open(n8n), ledger, references: new References(), asTool: runsAsTool(n8n) };
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
