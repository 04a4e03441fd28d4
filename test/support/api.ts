import { LoadOptionsContext } from 'n8n-core';
import { type IDataObject, type ILoadOptionsFunctions, type INode, Workflow } from 'n8n-workflow';

import type { Emulator } from '../../emulator';
import { Busha } from '../../nodes/Busha/api/client';
import { credentialsOf, workflowWith } from './busha';
import { engineParts } from './engine';

/** The client by itself, in one of n8n's own contexts. What it tells in n8n's log at info is added to `log`. */
export async function apiOf(emulator: Emulator, credential?: IDataObject, log: string[] = []): Promise<Busha> {
	return await open(credentialsOf(emulator, credential), log);
}

/** The client of an address, whoever may be there. */
export async function apiAt(baseUrl: string): Promise<Busha> {
	return await open({ bushaApi: { environment: 'custom', baseUrl, secretKey: 'key' } }, []);
}

async function open(credentials: Parameters<typeof engineParts>[0], log: string[]): Promise<Busha> {
	const { nodeTypes, additionalData } = await engineParts(credentials);
	const node = workflowWith({}).nodes[1] as INode;
	const workflow = new Workflow({ id: 'api', active: false, nodes: [node], connections: {}, nodeTypes });
	const context: ILoadOptionsFunctions = new LoadOptionsContext(
		workflow,
		node,
		{ ...additionalData, currentNodeParameters: {} },
		'',
	);
	Object.defineProperty(context, 'logger', { value: { info: (line: string) => log.push(line) } });
	return await Busha.open(context);
}
