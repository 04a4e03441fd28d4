import type {
	IDataObject,
	INode,
	INodeExecutionData,
	IRun,
	IWorkflowSettings,
	NodeParameterValueType,
} from 'n8n-workflow';

import { BANKS, type Emulator } from '../../emulator';
import { itemsOf, type RunOptions, runWorkflow, type WorkflowJson } from './engine';

export type Parameters = Record<string, NodeParameterValueType>;

/** A resource locator as the editor stores it. */
export const locator = (value: string): Parameters => ({ __rl: true as never, mode: 'id', value });

/** The parameters of a payout of 1,000 NGN to a bank account. */
export const payoutTo = (recipientId: string, more: Parameters = {}): Parameters => ({
	resource: 'transaction',
	operation: 'payout',
	sourceCurrency: 'NGN',
	targetCurrency: 'NGN',
	destination: 'bankTransfer',
	recipientId: locator(recipientId),
	amountType: 'source',
	amount: '1000',
	...more,
});

/** The parameters of the resolution of a Nigerian bank account. */
export const resolutionOf = (accountNumber: string): Parameters => ({
	resource: 'recipient',
	operation: 'resolveBankAccount',
	currencyId: 'NGN',
	countryId: 'NG',
	bankCode: BANKS[0]?.code ?? '',
	accountNumber,
});

/** The credential of the account that an emulator holds. */
export function credentialsOf(emulator: Emulator, more: IDataObject = {}) {
	const { url, secretKey, webhookSecret } = emulator;
	return { bushaApi: { environment: 'custom', baseUrl: url, secretKey, webhookSecret, ...(more as object) } };
}

/** A workflow of two nodes: a manual trigger, which passes the input on, and a Busha node named "Busha". */
export function workflowWith(parameters: Parameters, settings: Partial<INode> = {}): WorkflowJson {
	const busha: INode = {
		id: 'busha',
		name: 'Busha',
		type: 'n8n-nodes-busha.busha',
		typeVersion: 1,
		position: [200, 0],
		parameters: parameters as INode['parameters'],
		credentials: { bushaApi: { id: '1', name: 'Busha' } },
		...settings,
	};
	const trigger: INode = {
		id: 'manual',
		name: 'Manual',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	return {
		nodes: [trigger, busha],
		connections: { Manual: { main: [[{ node: 'Busha', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

export interface Ran {
	run: IRun;
	/** What the Busha node gave on its main output, as plain JSON. */
	json: IDataObject[];
	items: INodeExecutionData[];
	/** What it gave on its error output. */
	failed: INodeExecutionData[];
	/** The error that stopped the workflow. */
	error?: RunError;
}

export interface RunError extends Error {
	description?: string;
	httpCode?: string;
	context: { itemIndex?: number; details?: IDataObject };
}

export type BushaOptions = Partial<RunOptions> & {
	/** Settings of the node besides its parameters, such as `retryOnFail` and `onError`. */
	settings?: Partial<INode>;
	/** Settings of the workflow, such as its time zone. */
	workflow?: IWorkflowSettings;
	/** Changes to the credential. */
	credential?: IDataObject;
	/** The JSON of the input items. */
	items?: IDataObject[];
};

/** Runs one Busha node over the given items and tells what came out. */
export async function runBusha(emulator: Emulator, parameters: Parameters, options: BushaOptions = {}): Promise<Ran> {
	const { settings, workflow, credential, items, ...rest } = options;
	const made = workflowWith(parameters, settings);
	const run = await runWorkflow(
		{ ...made, settings: { ...made.settings, ...workflow } },
		{
			credentials: credentialsOf(emulator, credential),
			input: items?.map((json) => ({ json })),
			...rest,
		},
	);
	const output = itemsOf(run, 'Busha');
	return {
		run,
		items: output,
		json: output.map(({ json }) => json),
		failed: itemsOf(run, 'Busha', 1),
		error: run.data.resultData.error as RunError | undefined,
	};
}
