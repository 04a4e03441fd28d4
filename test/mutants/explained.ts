/** A mutant that no test can tell from the code, and why. */
export interface Explained {
	file: string;
	/** The line, without the space around it. */
	code: string;
	/** The change as the command prints it. */
	change: string;
	why: string;
}

const money = 'nodes/Busha/money';
const once = 'nodes/Busha/once';
const run = 'nodes/Busha/run';

export const EXPLAINED: readonly Explained[] = [
	{
		file: `${money}/exchange.ts`,
		code: "const decimals = (amount: string): number => amount.split('.')[1]?.length ?? 0;",
		change: '0 -> 1',
		why: 'A step is a hundredth at most, so no decimals and one give the same.',
	},
	{
		file: `${money}/madeHere.ts`,
		code: 'const untouched = new Recent<string, boolean>(10_000);',
		change: '10_000 -> 20000',
		why: 'How much a process remembers. That it remembers at all is tested.',
	},
	{
		file: `${money}/fate.ts`,
		code: 'let sure = false;',
		change: 'false -> true',
		why: 'There is always a first look, which says how sure it is.',
	},
	{
		file: `${money}/given.ts`,
		code: "if ('over' in fate) throw expired(quote.id);",
		change: 'throw expired(quote.id); -> (nothing)',
		why: 'A quote that is over cannot be executed, which is found out once more before the same error is thrown.',
	},
	{
		file: `${money}/payment.ts`,
		code: 'stopIfCancelled(api.signal);',
		change: 'stopIfCancelled(api.signal); -> (nothing)',
		why: 'The client asks again before each request, and nothing happens before the first one.',
	},
	{
		file: `${money}/quoteBook.ts`,
		code: 'if (made > this.newest) this.newest = made;',
		change: '> -> >=',
		why: 'What is equal is set to what it is.',
	},
	{
		file: `${money}/quoteBook.ts`,
		code: 'if (x !== y) return x < y ? -1 : 1;',
		change: '< -> <=',
		why: 'The two are not equal here.',
	},
	{
		file: `${money}/quoteBook.ts`,
		code: 'return a.id < b.id ? -1 : 1;',
		change: '< -> <=',
		why: 'Two quotes never have one id.',
	},
	{
		file: `${money}/sameness.ts`,
		code: 'const [small, large] = compare(a, b) < 0 ? [a, b] : [b, a];',
		change: '< -> <=',
		why: 'Of two equal amounts it does not matter which is called the larger one.',
	},
	{
		file: `${money}/sameness.ts`,
		code: 'const [small, large] = compare(a, b) < 0 ? [a, b] : [b, a];',
		change: '0 -> 1',
		why: 'Of two equal amounts it does not matter which is called the larger one.',
	},
	{
		file: `${once}/turns.ts`,
		code: 'void ended.then(() => {',
		change: 'void ended.then(() => { if (last.get(key) === ended) last.delete(key); }); -> (nothing)',
		why: 'Only what the process remembers grows: whoever waits for a payment that has ended does not wait.',
	},
	{
		file: `${once}/turns.ts`,
		code: 'if (last.get(key) === ended) last.delete(key);',
		change: 'last.delete(key); -> (nothing)',
		why: 'Only what the process remembers grows: whoever waits for a payment that has ended does not wait.',
	},
	{
		file: `${money}/wait.ts`,
		code: 'if (left <= 0) throw notYet(transfer, seconds);',
		change: '0 -> 1',
		why: 'A wait of minutes that ends a millisecond earlier.',
	},
	{
		file: `${run}/errors.ts`,
		code: 'error.description = description;',
		change: 'error.description = description; -> (nothing)',
		why: "n8n keeps the description that it is given, by now. It rewrites the message beside it, so the line stands against a change of n8n's.",
	},
	{
		file: `${run}/input.ts`,
		code: 'const depends = new Set(fields.map(({ name }) => name).filter((name) => hasExpression(parameters[name])));',
		change: '.filter((name) => hasExpression(parameters[name])) -> (nothing)',
		why: 'n8n gives a parameter without an expression as it is stored. To ask for it costs time, and changes nothing.',
	},
	{
		file: `${run}/input.ts`,
		code: 'value: depends.has(name) ? n8n.getNodeParameter(name, itemIndex, undefined, { skipValidation: true }) : raw,',
		change: 'true -> false',
		why: 'n8n validates parameters that name a type to validate, and none does. To ask costs time, and changes nothing.',
	},
	{
		file: `${run}/ledger.ts`,
		code: 'const paidByCalls = new Recent<string, Entry>(10_000);',
		change: '10_000 -> 20000',
		why: 'How much a process remembers. That it remembers at all is tested.',
	},
	{
		file: `${run}/ledger.ts`,
		code: "const token = call ?? retried ?? randomBytes(16).toString('base64url');",
		change: '16 -> 32',
		why: 'More random bytes are as good.',
	},
	{
		file: `${run}/open.ts`,
		code: "const resource = String(n8n.getNodeParameter('resource', 0, ''));",
		change: '0 -> 1',
		why: 'The resource is no expression, so it is the same for every item.',
	},
	{
		file: `${run}/open.ts`,
		code: "const name = String(n8n.getNodeParameter('operation', 0, ''));",
		change: '0 -> 1',
		why: 'The operation is no expression, so it is the same for every item.',
	},
	{
		file: `${run}/run.ts`,
		code: 'stopIfCancelled(api.signal);',
		change: 'stopIfCancelled(api.signal); -> (nothing)',
		why: 'The client asks again before each request, and nothing happens before the first one.',
	},
	{
		file: `${run}/results.ts`,
		code: 'this.failed = true;',
		change: 'true -> false',
		why: 'A run that goes on after a failure has an item with an error, which counts by itself.',
	},
	{
		file: `${run}/results.ts`,
		code: 'this.failed = true;',
		change: 'this.failed = true; -> (nothing)',
		why: 'A run that goes on after a failure has an item with an error, which counts by itself.',
	},
];
