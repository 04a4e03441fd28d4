import {
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type INodeExecutionData,
	type INodeType,
	NodeConnectionTypes,
} from 'n8n-workflow';

/** Sends a request, with the options that the Busha node uses, and returns the data of the answer. */
export type Send = (method: 'GET' | 'POST', url: string, body?: IDataObject) => Promise<IDataObject>;

function sender(n8n: IExecuteFunctions, profileId: string): Send {
	return async (method, url, body) => {
		const options: IHttpRequestOptions = {
			method,
			url,
			body,
			headers: { 'X-BU-PROFILE-ID': profileId },
			json: true,
			timeout: 30_000,
			disableFollowRedirect: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		};
		const response = (await n8n.helpers.httpRequestWithAuthentication.call(n8n, 'bushaApi', options)) as {
			statusCode: number;
			body: { data: IDataObject };
		};
		if (response.statusCode >= 300) throw new Error(`${method} ${url} was answered with ${response.statusCode}`);
		return response.body.data;
	};
}

/** The least that a node can do: for each item the same requests as the Busha node, and nothing else. */
export function bareNode(profileId: string, one: (send: Send) => Promise<IDataObject>): INodeType {
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
			properties: [],
		},
		async execute() {
			const send = sender(this, profileId);
			const output: INodeExecutionData[] = [];
			for (const [item] of this.getInputData().entries()) output.push({ json: await one(send), pairedItem: { item } });
			return [output];
		},
	};
}
