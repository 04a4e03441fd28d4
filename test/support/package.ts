/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { join } from 'node:path';

import { PackageDirectoryLoader, UnrecognizedNodeTypeError } from 'n8n-core';
import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
	NodeConnectionTypes,
	NodeHelpers,
} from 'n8n-workflow';

export const PACKAGE_DIR = join(__dirname, '..', '..');

/** Loads what package.json names under "n8n", but from the TypeScript sources. */
class SourceLoader extends PackageDirectoryLoader {
	protected override resolvePath(file: string): string {
		return super.resolvePath(file.replace(/^dist\/(.+)\.js$/, '$1.ts'));
	}
}

let loading: Promise<PackageDirectoryLoader> | undefined;

/** This package as n8n sees it, loaded once a process. */
export async function loadPackage(): Promise<PackageDirectoryLoader> {
	loading ??= (async () => {
		const loader = new SourceLoader(PACKAGE_DIR);
		await loader.loadAll();
		return loader;
	})();
	return await loading;
}

type Execute = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

function simpleNode(
	name: string,
	execute: Execute,
	inputs: INodeType['description']['inputs'] = [NodeConnectionTypes.Main],
): INodeType {
	return {
		description: {
			displayName: name,
			name,
			group: ['transform'],
			version: [1, 1.1, 2, 3, 3.4],
			description: '',
			defaults: { name },
			inputs,
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		execute,
	};
}

/** Stand-ins for nodes of n8n that test workflows need besides this package's own. More can be added by name. */
export const otherNodes = new Map<string, INodeType>([
	[
		'n8n-nodes-base.manualTrigger',
		simpleNode(
			'manualTrigger',
			async function () {
				return await Promise.resolve([this.getInputData()]);
			},
			[],
		),
	],
	[
		'n8n-nodes-base.noOp',
		simpleNode('noOp', async function () {
			return await Promise.resolve([this.getInputData()]);
		}),
	],
]);

/** What n8n makes of a node that can be used as a tool, under the same name with the ending "Tool". */
function asTool(node: INodeType): INodeType {
	const { description } = node;
	const properties: INodeProperties[] = [
		{
			displayName: 'Tool Description',
			name: 'descriptionType',
			type: 'options',
			options: AUTO_OR_MANUAL,
			default: 'auto',
		},
		{ displayName: 'Description', name: 'toolDescription', type: 'string', default: description.description },
		...description.properties,
	];
	const tool = {
		...description,
		name: `${description.name}Tool`,
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
		properties,
	};
	return Object.create(node, { description: { value: tool } }) as INodeType;
}

const AUTO_OR_MANUAL = ['auto', 'manual'].map((value) => ({ name: value, value }));

/** The node types that a workflow may use. */
export class TestNodeTypes implements INodeTypes {
	constructor(private readonly loader: PackageDirectoryLoader) {}

	getByName(type: string): INodeType | IVersionedNodeType {
		const other = otherNodes.get(type);
		if (other) return other;
		const dot = type.lastIndexOf('.');
		const [packageName, name] = [type.slice(0, dot), type.slice(dot + 1)];
		if (packageName !== this.loader.packageName) throw new UnrecognizedNodeTypeError(packageName, name);
		const plain = this.loader.getNode(name.replace(/Tool$/, '')).type;
		return name.endsWith('Tool') ? asTool(plain as INodeType) : plain;
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes() {
		return this.loader.known.nodes;
	}
}
