import ts from 'typescript';

/** One change of a source: what stands between two positions is written anew. */
export interface Change {
	start: number;
	end: number;
	text: string;
}

const { SyntaxKind } = ts;

/** What takes the place of an operator. */
const OPERATORS: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
	[SyntaxKind.AmpersandAmpersandToken]: '||',
	[SyntaxKind.BarBarToken]: '&&',
	[SyntaxKind.AmpersandAmpersandEqualsToken]: '=',
	[SyntaxKind.LessThanToken]: '<=',
	[SyntaxKind.LessThanEqualsToken]: '<',
	[SyntaxKind.GreaterThanToken]: '>=',
	[SyntaxKind.GreaterThanEqualsToken]: '>',
	[SyntaxKind.EqualsEqualsEqualsToken]: '!==',
	[SyntaxKind.ExclamationEqualsEqualsToken]: '===',
	[SyntaxKind.PlusToken]: '-',
	[SyntaxKind.MinusToken]: '+',
	[SyntaxKind.AsteriskToken]: '/',
	[SyntaxKind.SlashToken]: '*',
};

/** Words that stand for one another: each is exchanged for the next. */
const ENUMERATIONS = [
	['unknown', 'notSent', 'rejected'],
	['agrees', 'differs', 'notShown'],
	['open', 'over', 'transfer'],
	['done', 'failed', 'going'],
	['payout', 'deposit', 'convert'],
	['pending', 'accepted', 'expired'],
	['sell', 'buy'],
	['read', 'draft', 'write', 'money'],
	['asc', 'desc'],
];

/** Methods that change which values there are, or their order: a mutant does without. */
const REMOVED_CALLS = new Set(['filter', 'sort', 'slice', 'toLowerCase', 'toUpperCase', 'trim']);
const OTHER_CALL: Readonly<Record<string, string>> = { every: 'some', some: 'every', max: 'min', min: 'max' };

const EQUALITY = new Set([SyntaxKind.EqualsEqualsEqualsToken, SyntaxKind.ExclamationEqualsEqualsToken]);

function nextWord(word: string): string | undefined {
	const words = ENUMERATIONS.find((some) => some.includes(word));
	return words && words[(words.indexOf(word) + 1) % words.length];
}

/** A number as text: nothing, and twice as much. */
function otherNumbers(digits: string): string[] {
	const value = Number(digits.replaceAll('_', ''));
	return value === 0 ? ['1'] : ['0', String(value * 2)];
}

function whole(node: ts.Node, text: string): Change {
	return { start: node.getStart(), end: node.getEnd(), text };
}

function ofString(node: ts.StringLiteral): Change[] {
	if (/^\d+(\.\d+)?$/.test(node.text)) return otherNumbers(node.text).map((text) => whole(node, `'${text}'`));
	const word = nextWord(node.text);
	if (word !== undefined) return [whole(node, `'${word}'`)];
	const { parent } = node;
	const compared = ts.isBinaryExpression(parent) && EQUALITY.has(parent.operatorToken.kind);
	return compared || ts.isArrayLiteralExpression(parent) ? [whole(node, node.text === '' ? "'mutant'" : "''")] : [];
}

function ofBinary(node: ts.BinaryExpression): Change[] {
	const { left, operatorToken, right } = node;
	if (operatorToken.kind === SyntaxKind.QuestionQuestionToken)
		return [left, right].map((side) => whole(node, `(${side.getText()})`));
	const text = OPERATORS[operatorToken.kind];
	return text === undefined ? [] : [whole(operatorToken, text)];
}

function ofCall(node: ts.CallExpression): Change[] {
	if (!ts.isPropertyAccessExpression(node.expression)) return [];
	const { name, expression } = node.expression;
	if (REMOVED_CALLS.has(name.text)) return [{ start: expression.getEnd(), end: node.getEnd(), text: '' }];
	const other = OTHER_CALL[name.text];
	return other === undefined ? [] : [whole(name, other)];
}

/** The condition that a statement or an expression depends on. */
function conditionOf(node: ts.Node): ts.Expression | undefined {
	if (ts.isIfStatement(node) || ts.isWhileStatement(node)) return node.expression;
	if (ts.isConditionalExpression(node) || ts.isForStatement(node)) return node.condition;
	return undefined;
}

/** A statement that can be left out: calls, assignments, throws, jumps, and returns that end a function early. */
function removable(node: ts.Node): boolean {
	if (ts.isReturnStatement(node))
		return !ts.isBlock(node.parent) || !ts.isFunctionLike(node.parent.parent) || node.parent.statements.at(-1) !== node;
	return (
		ts.isExpressionStatement(node) ||
		ts.isThrowStatement(node) ||
		ts.isContinueStatement(node) ||
		ts.isBreakStatement(node)
	);
}

/** All changes of one node by itself, without those of its parts. */
export function changesOf(node: ts.Node): Change[] {
	const changes: Change[] = [];
	const condition = conditionOf(node);
	// Of a condition that is negated already, the negation is taken away.
	if (condition && !ts.isPrefixUnaryExpression(condition)) changes.push(whole(condition, `!(${condition.getText()})`));
	if (removable(node)) changes.push(whole(node, '{}'));
	if (ts.isStringLiteral(node)) changes.push(...ofString(node));
	if (ts.isNumericLiteral(node)) changes.push(...otherNumbers(node.text).map((text) => whole(node, text)));
	if (ts.isBinaryExpression(node)) changes.push(...ofBinary(node));
	if (ts.isCallExpression(node)) changes.push(...ofCall(node));
	if (ts.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken)
		changes.push(whole(node, node.operand.getText()));
	if (node.kind === SyntaxKind.TrueKeyword) changes.push(whole(node, 'false'));
	if (node.kind === SyntaxKind.FalseKeyword) changes.push(whole(node, 'true'));
	return changes;
}
