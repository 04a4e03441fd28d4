import { z } from 'zod';

import { codexOf, type Contents } from './rules';

/** Words that people type into n8n's search when they mean this package, whichever of its nodes. */
const SEARCHED = ['payout', 'payment', 'deposit', 'crypto', 'stablecoin', 'naira', 'mobile money', 'KYC'];

/** The groups in which n8n shows nodes that deal with money. */
const CATEGORIES = ['Finance & Accounting', 'Sales'] as const;

const includes = (word: string) => (words: string[]) => words.includes(word);
const link = z.string().url().startsWith('https://');

/** What npm and n8n show of the package, and need to take it. */
const manifest = z.object({
	name: z.string().startsWith('n8n-nodes-'),
	version: z.string().regex(/^\d+\.\d+\.\d+$/),
	description: z.string().min(40),
	license: z.literal('MIT'),
	keywords: z.array(z.string()).refine(includes('n8n-community-node-package'), 'n8n-community-node-package is missing'),
	author: z.object({ name: z.string().min(1), email: z.string().email() }),
	homepage: link,
	bugs: z.object({ url: link }),
	repository: z.object({ type: z.literal('git'), url: link.endsWith('.git') }),
	engines: z.object({ node: z.string() }),
	n8n: z.object({ n8nNodesApiVersion: z.literal(1), strict: z.literal(true) }),
});

/** What n8n's editor shows of a node beside its description, and finds it by. */
const codex = (node: string, home: string) => {
	const documentation = z.array(z.object({ url: link.startsWith(home) })).nonempty();
	return z.object({
		node: z.literal(node),
		nodeVersion: z.literal('1.0'),
		codexVersion: z.literal('1.0'),
		categories: z.array(z.enum(CATEGORIES)).nonempty(),
		alias: SEARCHED.reduce<z.ZodType<string[]>>(
			(words, word) => words.refine(includes(word), `${word} is missing`),
			z.array(z.string()),
		),
		resources: z.object({ credentialDocumentation: documentation, primaryDocumentation: documentation }),
	});
};

function problemsIn(file: string, schema: z.ZodTypeAny, value: unknown): string[] {
	const issues = schema.safeParse(value).error?.issues ?? [];
	return issues.map(({ path, message }) => `${file}: ${path.join('.')}: ${message}`);
}

/** What is missing or wrong in what the package says of itself. `names` are the nodes' own, by their file. */
export function metadataProblems({ manifest: given, files }: Contents, names: ReadonlyMap<string, string>): string[] {
	const home = String(given.homepage).replace(/#.*$/, '');
	const codexes = given.n8n.nodes.flatMap((path) => {
		const text = files.get(codexOf(path));
		if (text === undefined) return [];
		return problemsIn(codexOf(path), codex(`${given.name}.${names.get(path) ?? ''}`, home), JSON.parse(text));
	});
	return [...problemsIn('package.json', manifest, given), ...codexes];
}
