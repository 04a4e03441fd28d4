/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a tool of the developers, never published */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { compiling } from './compiler';
import { EXPLAINED } from './explained';
import { type Mutant, mutantsOf, placeName } from './mutants';
import { giveAll } from './pool';
import { changeOf, isExplained, table } from './report';
import { sampleOf } from './sample';
import { ROOT, type Watched } from './work';

const USAGE = 'Usage: npm run test:mutants -- [--sample 200] [--seed 1] [--only nodes/Busha/money] [--jobs 1]\n';

/** It measures time, which other work on the machine and marks in the sources change. */
const LEFT_OUT = 'test/engine/rateLimit.test.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

function wholeNumber(text: string, flag: string): number {
	if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
	throw new Error(`--${flag} takes a whole number, not "${text}".`);
}

const filesIn = (folder: string, ending: string): string[] =>
	readdirSync(join(ROOT, folder))
		.filter((name) => name.endsWith(ending))
		.map((name) => `${folder}/${name}`);

/** The tests that pass a mutant, the fast files first. A change of a constant may matter to each test of its file. */
function testsOf({ file, place }: Mutant, watched: readonly Watched[]): Watched[] {
	const passes = ({ places }: Watched) =>
		place ? places.includes(`${file} ${placeName(place)}`) : places.some((at) => at.startsWith(`${file} `));
	return watched.filter(passes).sort((a, b) => a.ms - b.ms);
}

async function watchAll(tests: readonly string[], sources: readonly string[], jobs: number): Promise<Watched[]> {
	const watched: Watched[] = [];
	await giveAll(
		tests.map((watch) => ({ watch, sources })),
		jobs,
		({ watch }, answer) => {
			if (!answer) throw new Error(`${watch} ended its process.`);
			watched.push(...answer.tests);
		},
	);
	const failing = watched.filter(({ problem }) => problem !== undefined);
	if (failing.length > 0)
		throw new Error(
			failing.map(({ file, name, problem }) => `${file}: "${name}" fails without a mutant: ${problem}`).join('\n'),
		);
	return watched;
}

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			sample: { type: 'string' },
			seed: { type: 'string', default: '1' },
			only: { type: 'string', multiple: true, default: [''] },
			jobs: { type: 'string', default: '1' },
		},
	});
	const jobs = wholeNumber(values.jobs, 'jobs');
	const sources = ['money', 'run', 'once']
		.flatMap((room) => filesIn(`nodes/Busha/${room}`, '.ts'))
		.filter((file) => values.only.some((part) => file.includes(part)));
	const all = compiling(sources.flatMap((file) => mutantsOf(file, readFileSync(join(ROOT, file), 'utf8'))));
	const chosen =
		values.sample === undefined
			? all
			: sampleOf(all, wholeNumber(values.sample, 'sample'), wholeNumber(values.seed, 'seed'));
	const watched = await watchAll(
		[...filesIn('test/unit', '.test.ts'), ...filesIn('test/engine', '.test.ts')].filter((file) => file !== LEFT_OUT),
		sources,
		jobs,
	);
	say(`${chosen.length} of ${all.length} mutants, ${watched.length} tests`);

	const survivors: Mutant[] = [];
	const orders = chosen.map((mutant) => ({
		mutant,
		tests: testsOf(mutant, watched).map(({ file, name }) => ({ file, name })),
	}));
	await giveAll(orders, jobs, ({ mutant, tests }, answer) => {
		if (!answer || answer.killer) return;
		survivors.push(mutant);
		say(`${mutant.file}:${mutant.line} survives ${tests.length} tests: ${changeOf(mutant)}\n    ${mutant.code}`);
	});
	say(table(chosen, survivors));
	const unexplained = survivors.filter((mutant) => !isExplained(mutant, EXPLAINED));
	say(`${survivors.length} of ${chosen.length} survive, ${unexplained.length} of them without an explanation`);
	return unexplained.length === 0 ? 0 : 1;
}

main().then(
	(code) => process.exit(code),
	(error: Error) => {
		process.stderr.write(`${error.message}\n${USAGE}`);
		process.exit(2);
	},
);
