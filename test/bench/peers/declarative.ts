import type { INodeProperties, INodeType, IN8nRequestOperations, DeclarativeRestApiSettings } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

type Request = DeclarativeRestApiSettings.HttpRequestOptions;

interface Declared {
	name: string;
	request: Request;
	/** Names of text parameters, and where their value goes in the body. */
	body?: Record<string, string>;
	paged?: boolean;
}

const NEXT: IN8nRequestOperations = {
	pagination: {
		type: 'generic',
		properties: {
			continue: '={{ !!$response.body.pagination.next_cursor }}',
			request: { qs: { limit: 100, cursor: '={{ $response.body.pagination?.next_cursor }}' } },
		},
	},
};

const operation = ({ name, request, paged }: Declared): NonNullable<INodeProperties['options']>[number] => ({
	name,
	value: name,
	routing: {
		request,
		output: { postReceive: [{ type: 'rootProperty', properties: { property: 'data' } }] },
		...(paged && { send: { paginate: true }, operations: NEXT }),
	},
});

const text = (operationName: string, name: string, property: string): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	displayOptions: { show: { operation: [operationName] } },
	routing: { send: { type: 'body', property, propertyInDotNotation: true } },
});

/** A node as n8n's template for declarative nodes makes them: no code, only descriptions of requests. */
export function declarativeNode(operations: Declared[]): INodeType {
	return {
		description: {
			displayName: 'Declarative',
			name: 'declarative',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'Declarative' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: 'bushaApi', required: true }],
			requestDefaults: { headers: { Accept: 'application/json' } },
			properties: [
				{
					displayName: 'Operation',
					name: 'operation',
					type: 'options',
					noDataExpression: true,
					options: operations.map(operation),
					default: operations[0]?.name ?? '',
				},
				...operations.flatMap(({ name, body = {} }) =>
					Object.entries(body).map(([parameter, property]) => text(name, parameter, property)),
				),
				{ displayName: 'ID', name: 'id', type: 'string', default: '' },
			],
		},
	};
}
