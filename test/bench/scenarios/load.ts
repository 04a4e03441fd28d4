/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- test support, never published */
import { execFileSync } from 'node:child_process';

import { pack } from '../../package/pack';
import { PACKAGE_DIR } from '../../support/package';
import { n8nNode } from '../peers/n8nNodes';
import { BUILT_NODE, useBuiltNode } from '../processes';
import { atMost, figure, type Scenario } from '../result';
import { interleaved, medianOf } from '../run';

const [SHARE, DESCRIPTION_KB, TARBALL_KB] = [4.5, 100, 120];
/** As the check of the package counts. */
const KB = 1024;

const LOAD = `
const [path, name] = process.argv.slice(1);
const begun = performance.now();
require(require.resolve('n8n-workflow', { paths: [path] }));
const start = performance.now();
new (require(path)[name])();
const end = performance.now();
process.stdout.write(JSON.stringify({ library: start - begun, node: end - start }));
`;

interface Seen {
	library: number;
	node: number;
}

/** What a fresh process takes to load n8n-workflow, and then a node. */
function load(path: string, name: string): Seen {
	return JSON.parse(
		execFileSync(process.execPath, ['-e', LOAD, path, name], { cwd: PACKAGE_DIR, encoding: 'utf8' }),
	) as Seen;
}

/** What n8n has to load before the node can be used. */
export const loading: Scenario = {
	name: 'load',
	run: async (quick) => {
		const nodes = [
			{ name: 'Busha', path: BUILT_NODE, type: 'Busha' },
			{ name: 'HTTP Request', path: n8nNode('httpRequest'), type: 'HttpRequest' },
			{ name: 'Stripe', path: n8nNode('stripe'), type: 'Stripe' },
		];
		const seen = await interleaved(
			nodes,
			quick ? 5 : 21,
			async ({ path, type }) => await Promise.resolve(load(path, type)),
		);
		const share = (name: string): number => medianOf(seen.get(name), ({ node, library }) => (100 * node) / library);
		const { description } = await useBuiltNode();
		const packed = pack();
		packed.remove();
		const [own, tarball] = [Buffer.byteLength(JSON.stringify(description)) / KB, packed.bytes / KB];
		return {
			title: 'Load, description and tarball',
			about:
				'Fresh processes load n8n-workflow, which n8n has loaded anyway, and then the node with all that it needs. The share is that of the node to what n8n-workflow takes itself in the same process.',
			columns: ['', 'load (ms)', 'n8n-workflow itself (ms)', 'share (%)'],
			rows: nodes.map(({ name }) => [
				name,
				figure(medianOf(seen.get(name), ({ node }) => node)),
				figure(medianOf(seen.get(name), ({ library }) => library)),
				figure(share(name)),
			]),
			targets: [
				atMost(`load at most ${SHARE} % of n8n-workflow’s own`, share('Busha'), SHARE, ' %'),
				atMost(`description at most ${DESCRIPTION_KB} KB`, own, DESCRIPTION_KB, ' KB'),
				atMost(`tarball at most ${TARBALL_KB} KB`, tarball, TARBALL_KB, ' KB'),
			],
			notes: [
				'This is what n8n does at its start. The code that runs the operations is loaded at the first execution of each process.',
			],
			charts: [],
		};
	},
};
