const { mkdirSync, writeFileSync } = require('node:fs');
const { basename, dirname, relative } = require('node:path');

const { build } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const { ScriptTarget, transpileModule } = require('typescript');

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
 * classes, since they share what a process knows about the rate limit. Comments stay in the sources, so that it weighs
 * less; names and lines stay as they are.
 */
async function code() {
	const contents = entries.map(({ name, source }) => `export { ${name} } from '${source}';`).join('\n');
	const { outputFiles } = await build({
		stdin: { contents, resolveDir: __dirname, loader: 'ts' },
		outfile: BUNDLE,
		write: false,
		bundle: true,
		platform: 'node',
		target: 'node20',
		// Shorter, and as easy to read.
		minifySyntax: true,
		external: ['n8n-workflow'],
	});
	const { outputText } = transpileModule(outputFiles[0].text, {
		compilerOptions: { target: ScriptTarget.ES2022, removeComments: true },
	});
	mkdirSync(dirname(BUNDLE), { recursive: true });
	writeFileSync(BUNDLE, outputText);
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where an object has functions: a list of paths. */
function functionsIn(object, keys, path = []) {
	return keys.flatMap((key) => {
		const value = object[key];
		if (typeof value === 'function') return [[...path, key]];
		return isObject(value) ? functionsIn(value, Object.keys(value), [...path, key]) : [];
	});
}

/** Those of an instance: its methods, and what its fields hold. */
function functionsOf(instance) {
	const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(instance)).filter((key) => key !== 'constructor');
	return functionsIn(instance, [...methods, ...Object.keys(instance)]);
}

/** An entry file: what n8n reads when it starts is data, and the code behind it is loaded when it is first used. */
const entryFile = (name, bundle, data, functions) => `'use strict';
const data = require('./${data}');

let instance;
const functionAt = (path) => function (...args) {
	instance ??= new (require('${bundle}').${name})();
	return path.reduce((value, key) => value[key], instance).apply(this, args);
};

const functions = ${JSON.stringify(functions)};

exports.${name} = class ${name} {
	constructor() {
		Object.assign(this, structuredClone(data));
		for (const path of functions) {
			const parent = path.slice(0, -1).reduce((value, key) => (value[key] ??= {}), this);
			parent[path.at(-1)] = functionAt(path);
		}
	}
};
`;

/** The files that package.json names, each beside the data of its class. */
async function entryFiles() {
	const classes = require(`./${BUNDLE}`);
	for (const { file, name } of entries) {
		const folder = dirname(file);
		const instance = new classes[name]();
		mkdirSync(folder, { recursive: true });
		writeFileSync(`${folder}/${name}.data.json`, JSON.stringify(instance));
		const bundle = relative(folder, BUNDLE).replaceAll('\\', '/');
		writeFileSync(file, entryFile(name, bundle, `${name}.data.json`, functionsOf(instance)));
	}
}

exports.default = parallel(
	series(code, entryFiles),
	copy('nodes/**/*.{svg,png,json}', 'dist/nodes'),
	copy('credentials/**/*.{svg,png}', 'dist/credentials'),
);
