import {
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type INodeExecutionData,
	type INodeType,
	NodeConnectionTypes,
} from 'n8n-workflow';

/** Sends a request, with the options that the Busha node uses, and returns the body of the answer. */
export type Send = (method: 'GET' | 'POST', url: string, body?: object) => Promise<Body>;

export interface Body extends IDataObject {
	data: IDataObject | IDataObject[];
	pagination?: { next_cursor?: string };
}

function sender(n8n: IExecuteFunctions): Send {
	return async (method, url, body) => {
		const options: IHttpRequestOptions = {
			method,
			url,
			body,
			json: true,
			timeout: 30_000,
			disableFollowRedirect: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		};
		const response = (await n8n.helpers.httpRequestWithAuthentication.call(n8n, 'bushaApi', options)) as {
			statusCode: number;
			body: Body;
		};
		if (response.statusCode >= 300) throw new Error(`${method} ${url} was answered with ${response.statusCode}`);
		return response.body;
	};
}

export type Work = (send: Send, json: IDataObject, n8n: IExecuteFunctions, item: number) => Promise<IDataObject[]>;

/** The least that a node can do: for each item the requests that it needs, and nothing else. */
export function bareNode(work: Work): INodeType {
	return {
		description: {
			displayName: 'Bare',
			name: 'bare',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'Bare' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: 'bushaApi', required: true }],
			properties: [{ displayName: 'Email', name: 'email', type: 'string', default: '' }],
		},
		async execute() {
			const send = sender(this);
			const output: INodeExecutionData[] = [];
			for (const [item, { json }] of this.getInputData().entries())
				for (const row of await work(send, json, this, item)) output.push({ json: row, pairedItem: { item } });
			return [output];
		},
	};
}
