import { marked, mutantsOf, mutated } from '../mutants/mutants';
import { changeOf, isExplained, table } from '../mutants/report';
import { sampleOf } from '../mutants/sample';

const changes = (text: string): string[] => mutantsOf('file.ts', text).map(changeOf);

test.each<[string, string, string[]]>([
	['a condition is negated', 'if (a) f(a);', ['a -> !(a)', 'f(a); -> (nothing)']],
	['a condition that is negated is not', 'x = !a ? b : c', ['x = !a ? b : c -> (nothing)', '!a -> a']],
	['"and" is exchanged for "or"', 'const x = a && b;', ['&& -> ||']],
	['a comparison is shifted', 'const x = [a < b, a === b];', ['< -> <=', '=== -> !==']],
	['numbers become nothing, or double', 'const x = [60_000, 0];', ['60_000 -> 0', '60_000 -> 120000', '0 -> 1']],
	['amounts as text likewise', "const x = f('0.01');", ["'0.01' -> '0'", "'0.01' -> '0.02'"]],
	['words of an enumeration are exchanged', "const x = { outcome: 'unknown' };", ["'unknown' -> 'notSent'"]],
	['a text that is compared is exchanged', "const x = a === 'b';", ['=== -> !==', "'b' -> ''"]],
	['a fallback is left out, or taken', 'const x = a ?? b;', ['a ?? b -> (a)', 'a ?? b -> (b)']],
	['a filter is left out', 'const x = a.filter(f);', ['.filter(f) -> (nothing)']],
	['"every" is exchanged for "some"', 'const x = a.every(f);', ['every -> some']],
	['truth is exchanged', 'const x = { replayed: true };', ['true -> false']],
	[
		'an early return is left out, the last one is not',
		'function f() { if (a) return b; return c; }',
		['a -> !(a)', 'return b; -> (nothing)'],
	],
	['what people read is left alone', "const x = { message: a && 'b', advice: `${a && b}` };", []],
	['types are left alone', "type X = 'unknown' | 1; interface Y { a: 'open' }", []],
])('%s', (_name, text, expected) => {
	expect(changes(text)).toEqual(expected);
});

test('a mutant is the source with its change', () => {
	const text = 'const x = a && b;';
	expect(mutantsOf('file.ts', text).map((mutant) => mutated(text, mutant))).toEqual(['const x = a || b;']);
});

test.each<[string, string, string]>([
	[
		'a statement in a list',
		'const f = () => { if (a) { g(1); } };',
		"const f = () => { mark('17-34'); if (a) { mark('26-31'); g(1); } };",
	],
	[
		'a statement by itself',
		'const f = () => { if (a) g(1); };',
		"const f = () => { mark('18-30'); if (a) { mark('25-30'); g(1); } };",
	],
	['the body of an arrow function', 'const f = () => a && b;', "const f = () => (mark('16-22'), a && b);"],
	['nothing outside of functions', 'const f = a && b;', 'const f = a && b;'],
])('a marked source tells that it passes %s', (_name, text, expected) => {
	expect(marked(text, mutantsOf('file.ts', text), 'mark').replace(/\d+-\d+/g, '#')).toBe(
		expected.replace(/\d+-\d+/g, '#'),
	);
});

test('a sample is the same for the same seed, and in the order of the whole', () => {
	const all = Array.from({ length: 100 }, (_, index) => index);
	const some = sampleOf(all, 10, 1);
	expect(some).toHaveLength(10);
	expect(some).toEqual([...some].sort((a, b) => a - b));
	expect(sampleOf(all, 10, 1)).toEqual(some);
	expect(sampleOf(all, 10, 2)).not.toEqual(some);
});

test('the report counts by file, and knows what is explained', () => {
	const [first, second] = mutantsOf('file.ts', 'const x = a && b || c;');
	if (!first || !second) throw new Error('There are two mutants');
	expect(
		table([first, second], [second])
			.split('\n')
			.map((line) => line.split(/\s+/)),
	).toEqual([
		['file', 'mutants', 'killed', 'survived'],
		['file.ts', '2', '1', '1'],
		['all', '2', '1', '1'],
	]);
	const explained = [{ file: 'file.ts', code: 'const x = a && b || c;', change: '|| -> &&', why: 'it is a test' }];
	expect([first, second].map((mutant) => isExplained(mutant, explained))).toEqual([true, false]);
});
