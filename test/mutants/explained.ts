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
		file: `${money}/fate.ts`,
		code: 'return seen?.found.id === quoteId ? { shown: seen.found, seenAt: seen.askedAt } : { seenAt: 0 };',
		change: '0 -> 1',
		why: 'Without a quote nobody asks when it was seen.',
	},
	{
		file: `${money}/fate.ts`,
		code: 'const longOver = new Recent<string, true>(10_000);',
		change: '10_000 -> 20000',
		why: 'How much is remembered. What is forgotten is looked up again.',
	},
	{
		file: `${money}/fate.ts`,
		code: 'if (left < -LONG_OVER_MS) longOver.set(key, true);',
		change: '< -> <=',
		why: 'A millisecond of an hour, after which the same look is only not repeated.',
	},
	{
		file: `${money}/payee.ts`,
		code: "if (!recipient || !details || matches.size === 0) return { payee: 'notShown', issuer: 'notShown' };",
		change: "'notShown' -> 'agrees'",
		why: 'A payee that is not shown is never the same, whatever its bank.',
	},
	{
		file: `${money}/exchange.ts`,
		code: "const MOST_ROUNDED = '0.005';",
		change: "'0.005' -> '0.01'",
		why: 'How much rounding is forgiven of tiny amounts. That it has a bound is tested.',
	},
	{
		file: `${money}/funds.ts`,
		code: "const balances = await knowing(list<Balance>(api, '/v1/balances', {}, { returnAll: true }), noPayment);",
		change: 'true -> false',
		why: 'Busha has fewer currencies than a list holds without it.',
	},
	{
		file: `${money}/quoteList.ts`,
		code: 'let reached = false;',
		change: 'false -> true',
		why: 'A list without any page is asked for its end either way, and what was read before stays known.',
	},
	{
		file: `${money}/quoteList.ts`,
		code: 'this.end = undefined;',
		change: 'this.end = undefined; -> (nothing)',
		why: 'The reading anew sets it.',
	},
	{
		file: `${run}/broughtAlong.ts`,
		code: "const made = typeof transferId === 'string' && transferId !== '' ? transferId : undefined;",
		change: "'' -> 'mutant'",
		why: 'An empty text counts as nothing in the next line, too.',
	},
	{
		file: `${once}/byKey.ts`,
		code: 'memory.made = undefined;',
		change: 'memory.made = undefined; -> (nothing)',
		why: 'What was made with another key is no longer told of, and what is made now takes its place.',
	},
	{
		file: `${once}/byKey.ts`,
		code: 'const settled = there ? { value: there, replayed: true } : await make(context, making);',
		change: 'true -> false',
		why: 'Only payments tell that they were made before.',
	},
	{
		file: `${once}/byList.ts`,
		code: 'const begun = begunAt + (now ? now.earliest - clock.now() : 0) - SKEW_MS;',
		change: '0 -> 1',
		why: 'One moment more or less, of five seconds.',
	},
	{
		file: `${once}/byList.ts`,
		code: '({ id, created_at }) => continued && !ofRun.has(id) && !(Date.parse(String(created_at)) < begun),',
		change: '< -> <=',
		why: 'One moment more or less, of five seconds.',
	},
	{
		file: `${once}/byKey.ts`,
		code: 'if (tried && memory.made !== undefined) return { value: { id: memory.made } as Row, replayed: true };',
		change: 'return { value: { id: memory.made } as Row, replayed: true }; -> (nothing)',
		why: 'It is found by its key as well, with one more request.',
	},
	{
		file: `${once}/byKey.ts`,
		code: 'if (tried && memory.made !== undefined) return { value: { id: memory.made } as Row, replayed: true };',
		change: 'true -> false',
		why: 'Only payments tell that they were made before.',
	},
	{
		file: `${run}/settings.ts`,
		code: 'value: raw === undefined ? undefined : n8n.getNodeParameter(name, undefined, { skipValidation: true }),',
		change: 'true -> false',
		why: 'It spares the validation by n8n, whose errors say less than those of the fields.',
	},
	{
		file: `${run}/settings.ts`,
		code: 'asTool: false,',
		change: 'false -> true',
		why: 'No field of a trigger may be left blank by an agent.',
	},
	{
		file: `${run}/run.ts`,
		code: 'results.end();',
		change: 'results.end(); -> (nothing)',
		why: 'No item is begun once the run is stopped, and the end of the run tells.',
	},
	{
		file: `${run}/results.ts`,
		code: "else if (!this.stoppedBy || ('item' in this.stoppedBy && itemIndex < this.stoppedBy.item))",
		change: '< -> <=',
		why: 'Each item fails once.',
	},
	{
		file: `${run}/ledger.ts`,
		code: "const token = call ?? retried ?? randomBytes(16).toString('base64url');",
		change: 'call ?? retried -> (retried)',
		why: 'Calls of one execution run in one process, which remembers the first of two equal ones.',
	},
	{
		file: `${run}/ledger.ts`,
		code: 'continued: this.begun || equalCall !== undefined || (this.asTool && kept !== undefined),',
		change: '&& -> ||',
		why: 'What an earlier call of an agent left is in its memory; a look besides finds nothing more.',
	},
	{
		file: `${run}/ledger.ts`,
		code: 'continued: this.begun || equalCall !== undefined || (this.asTool && kept !== undefined),',
		change: '!== -> ===',
		why: 'What an earlier call of an agent left is in its memory; a look besides finds nothing more.',
	},
	{
		file: `${money}/exchange.ts`,
		code: 'const smaller = (a: string, b: string): string => (compare(a, b) < 0 ? a : b);',
		change: '< -> <=',
		why: 'The two are equal then.',
	},
	{
		file: `${money}/exchange.ts`,
		code: 'const smaller = (a: string, b: string): string => (compare(a, b) < 0 ? a : b);',
		change: '0 -> 1',
		why: 'The two are equal then.',
	},
	{
		file: `${money}/fate.ts`,
		code: 'let seenAt = 0;',
		change: '0 -> 1',
		why: 'There is always a first look, which says when it was.',
	},
	{
		file: `${money}/madeHere.ts`,
		code: 'const made = new Recent<string, readonly Made[]>(10_000);',
		change: '10_000 -> 20000',
		why: 'How much a process remembers. That it remembers at all is tested.',
	},
	{
		file: `${money}/oneAtATime.ts`,
		code: 'if (itemIndex > payments.stopAt) throw notBegun();',
		change: '> -> >=',
		why: 'An item does not come to this place again once its own error has stopped the run.',
	},
	{
		file: `${money}/oneAtATime.ts`,
		code: "outcome: 'notSent',",
		change: "'notSent' -> 'rejected'",
		why: 'The run is stopped by another error, which tells only of items that were paid or are in doubt.',
	},
	{
		file: `${money}/quoteBook.ts`,
		code: 'export const MARGIN_MS = 60 * 60_000;',
		change: '60 -> 120',
		why: 'More is read than is needed.',
	},
	{
		file: `${money}/quoteBook.ts`,
		code: 'export const MARGIN_MS = 60 * 60_000;',
		change: '60_000 -> 120000',
		why: 'More is read than is needed.',
	},
	{
		file: `${money}/quoteBook.ts`,
		code: 'const FIRST_OVERLAP_MS = 60 * 60_000;',
		change: '60 -> 120',
		why: 'More is read than is needed.',
	},
	{
		file: `${money}/quoteBook.ts`,
		code: 'const FIRST_OVERLAP_MS = 60 * 60_000;',
		change: '60_000 -> 120000',
		why: 'More is read than is needed.',
	},
	{
		file: `${money}/quoteBook.ts`,
		code: 'const lists = new QuoteLists(60_000);',
		change: '60_000 -> 120000',
		why: 'How much a process remembers. That it forgets at all is tested.',
	},
	{
		file: `${money}/references.ts`,
		code: "await knowing(this.book.refresh(this.context.api, this.since - MARGIN_MS), { outcome: 'notSent' });",
		change: '- -> +',
		why: 'The list was read that far back before, and that counts.',
	},
	{
		file: `${money}/references.ts`,
		code: '(quote) => !(madeAt(quote) < this.since) && !listed.some(({ id }) => id === quote.id),',
		change: '< -> <=',
		why: 'One moment more or less, of thirty days.',
	},
	{
		file: `${run}/ledger.ts`,
		code: 'if (this.call !== undefined && !equalCall) paidByCalls.set(`${this.call} ${key}`, entry);',
		change: '&& -> ||',
		why: 'Without a call nothing is looked up under it; and a second call that goes on from the first is the one to go on from.',
	},
	{
		file: `${run}/ledger.ts`,
		code: 'continued: this.begun || equalCall !== undefined || (this.asTool && kept !== undefined),',
		change: '|| -> &&',
		why: 'A call beside an equal one is refused, or goes on from the quote of that.',
	},
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
