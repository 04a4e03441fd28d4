const { mkdirSync, writeFileSync } = require('node:fs');
const { basename, dirname, relative } = require('node:path');

const { build } = require('esbuild');
const { dest, parallel, src } = require('gulp');

const { n8n } = require('./package.json');

const BUNDLE = 'dist/n8n-nodes-busha.js';

/** `encoding: false`: gulp 5 otherwise reads files as text and corrupts binary ones. */
const copy = (from, to) => () => src(from, { encoding: false }).pipe(dest(to));

/** The files that n8n loads, and the class that each of them exports. */
const entries = [...n8n.nodes, ...n8n.credentials].map((file) => ({
	file,
	source: `./${file.replace(/^dist\//, '').replace(/\.js$/, '')}`,
	name: basename(file).split('.')[0],
}));

/**
 * Puts all code into one file, since reading a hundred small ones takes several times as long. One file for all
 * classes, since they share what a process knows about the rate limit.
 */
async function code() {
	const contents = entries.map(({ name, source }) => `export { ${name} } from '${source}';`).join('\n');
	await build({
		stdin: { contents, resolveDir: __dirname, loader: 'ts' },
		outfile: BUNDLE,
		bundle: true,
		platform: 'node',
		target: 'node20',
		external: ['n8n-workflow'],
	});
}

/** The files that package.json names, each with its class from the one file. */
async function entryFiles() {
	for (const { file, name } of entries) {
		mkdirSync(dirname(file), { recursive: true });
		const bundle = relative(dirname(file), BUNDLE).replaceAll('\\', '/');
		writeFileSync(file, `'use strict';\nexports.${name} = require('./${bundle}').${name};\n`);
	}
}

exports.default = parallel(
	code,
	entryFiles,
	copy('nodes/**/*.{svg,png,json}', 'dist/nodes'),
	copy('credentials/**/*.{svg,png}', 'dist/credentials'),
);
