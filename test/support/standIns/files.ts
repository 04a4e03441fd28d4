import { type INodeType, NodeOperationError } from 'n8n-workflow';

import { parseCsv, writeCsv } from '../csv';
import { collection, description, value } from './description';
import type { Outside } from './outside';

/** Like n8n's Read/Write Files from Disk, with a disk in memory and without patterns. */
export function readWriteFile({ files }: Outside): INodeType {
	return {
		description: description('readWriteFile', [1.1], {
			properties: [
				value('operation', 'read'),
				value('fileSelector'),
				value('fileName'),
				value('dataPropertyName', 'data'),
				collection('options'),
			],
		}),
		async execute() {
			const write = this.getNodeParameter('operation', 0) === 'write';
			const path = (index: number) => this.getNodeParameter(write ? 'fileName' : 'fileSelector', index) as string;
			const one = async (index: number) => {
				const file = files.get(path(index));
				if (!file)
					throw new NodeOperationError(this.getNode(), 'No file(s) found', {
						description: `No file matching the selector "${path(index)}" found`,
					});
				const data = await this.helpers.prepareBinaryData(file, path(index));
				return { json: { fileName: data.fileName }, binary: { data }, pairedItem: { item: index } };
			};
			const items = this.getInputData();
			if (!write) return [await Promise.all(items.map(async (_item, index) => await one(index)))];
			for (const index of items.keys()) {
				const field = this.getNodeParameter('dataPropertyName', index) as string;
				files.set(path(index), await this.helpers.getBinaryDataBuffer(index, field));
			}
			return [
				items.map(({ json, binary }, item) => ({
					json: { ...json, fileName: path(item) },
					binary,
					pairedItem: { item },
				})),
			];
		},
	};
}

/** Like n8n's Extract from File for CSV: every cell is text, and empty cells and lines are left out. */
export const extractFromFile: INodeType = {
	description: description('extractFromFile', [1.1], {
		properties: [
			value('operation', 'csv'),
			value('binaryPropertyName', 'data'),
			collection('options', value('enableBOM', false), value('delimiter')),
		],
	}),
	async execute() {
		const rows = await Promise.all(
			this.getInputData().map(async (_item, item) => {
				const field = this.getNodeParameter('binaryPropertyName', item) as string;
				const { enableBOM, delimiter } = this.getNodeParameter('options', item) as {
					enableBOM?: boolean;
					delimiter?: string;
				};
				const text = (await this.helpers.getBinaryDataBuffer(item, field)).toString('utf8');
				const shown = parseCsv(enableBOM ? text.replace(/^\uFEFF/, '') : text, delimiter || ',');
				return shown.map((json) => ({ json, pairedItem: { item } }));
			}),
		);
		return [rows.flat()];
	},
};

/** Like n8n's Convert to File for CSV: all items become one file, which begins with a byte order mark. */
export const convertToFile: INodeType = {
	description: description('convertToFile', [1.1], {
		properties: [value('operation', 'csv'), value('binaryPropertyName', 'data'), collection('options')],
	}),
	async execute() {
		const items = this.getInputData();
		const csv = Buffer.from(`\uFEFF${writeCsv(items.map(({ json }) => json))}`);
		const data = await this.helpers.prepareBinaryData(csv, 'File.csv');
		const field = this.getNodeParameter('binaryPropertyName', 0) as string;
		return [[{ json: {}, binary: { [field]: data }, pairedItem: items.map((_item, item) => ({ item })) }]];
	},
};
