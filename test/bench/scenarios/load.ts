/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- test support, never published */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { pack } from '../../package/pack';
import { PACKAGE_DIR } from '../../support/package';
import { n8nNode } from '../peers/n8nNodes';
import { BUILT_NODE } from '../processes';
import { atMost, figure, type Scenario } from '../result';
import { interleaved, medianOf } from '../run';

const BUNDLE = join(PACKAGE_DIR, 'dist', 'n8n-nodes-busha.js');
const [SHARE, DESCRIPTION_KB, TARBALL_KB] = [4.5, 100, 120];

/** As the check of the package counts. */
const KB = 1024;

const LOAD = `
const [path, name, later] = process.argv.slice(1);
const timed = (work) => {
	const begun = performance.now();
	const result = work();
	return { ms: performance.now() - begun, result };
};
const library = timed(() => require(require.resolve('n8n-workflow', { paths: [path] })));
const node = timed(() => new (require(path)[name])());
const code = timed(() => later && require(later));
const description = JSON.stringify((node.result.getNodeType?.() ?? node.result).description);
const bytes = Buffer.byteLength(description);
process.stdout.write(JSON.stringify({ library: library.ms, node: node.ms, code: code.ms, bytes }));
`;

interface Seen {
	library: number;
	node: number;
	code: number;
	bytes: number;
}

interface Loadable {
	path: string;
	type: string;
	/** The code that is loaded when the node is first run. */
	later?: string;
}

/** What a fresh process takes to load n8n-workflow, then a node, and then the code that it runs. Times in milliseconds. */
function load({ path, type, later }: Loadable): Seen {
	return JSON.parse(
		execFileSync(process.execPath, ['-e', LOAD, path, type, ...(later ? [later] : [])], {
			cwd: PACKAGE_DIR,
			encoding: 'utf8',
		}),
	) as Seen;
}

/** What n8n has to load before the node can be used. */
export const loading: Scenario = {
	name: 'load',
	run: async (quick) => {
		const nodes: Array<Loadable & { name: string }> = [
			{ name: 'Busha', path: BUILT_NODE, type: 'Busha', later: BUNDLE },
			{ name: 'HTTP Request', path: n8nNode('httpRequest'), type: 'HttpRequest' },
			{ name: 'Stripe', path: n8nNode('stripe'), type: 'Stripe' },
		];
		const seen = await interleaved(nodes, quick ? 5 : 21, async (node) => await Promise.resolve(load(node)));
		const share = (name: string): number => medianOf(seen.get(name), ({ node, library }) => (100 * node) / library);
		const size = (name: string): number => medianOf(seen.get(name), ({ bytes }) => bytes / KB);
		const packed = pack();
		packed.remove();
		const [own, tarball] = [size('Busha'), packed.bytes / KB];
		return {
			title: 'Load, description and tarball',
			about:
				'Fresh processes load n8n-workflow, which n8n has loaded anyway, and then the node with all that it needs. The share is that of the node to what n8n-workflow takes itself in the same process.',
			columns: ['', 'load (ms)', 'n8n-workflow itself (ms)', 'share (%)', 'at the first run (ms)', 'description (KB)'],
			rows: nodes.map(({ name }) => [
				name,
				figure(medianOf(seen.get(name), ({ node }) => node)),
				figure(medianOf(seen.get(name), ({ library }) => library)),
				figure(share(name)),
				figure(medianOf(seen.get(name), ({ code }) => code)),
				figure(size(name)),
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
