import ts from 'typescript';

import { type Change, changesOf } from './operators';

/** One source with one change. */
export interface Mutant extends Change {
	/** Path of the source from the root of the repository. */
	file: string;
	/** Its line, counted from 1. */
	line: number;
	/** The text of that line, without the space around it. */
	code: string;
	/** What the change replaces. */
	before: string;
	/** The place that is passed when the change may matter; `undefined` where it matters as soon as the file is loaded. */
	place?: Place;
}

/** A statement, or the body of an arrow function, and how it is told that it is passed. */
export interface Place {
	start: number;
	end: number;
	/** What is written before and after it, around the call that tells. */
	around: readonly [string, string, string];
}

const IN_A_LIST = ['', '; ', ''] as const;
const BY_ITSELF = ['{ ', '; ', ' }'] as const;
const EXPRESSION = ['(', ', ', ')'] as const;

/** Parts that only say something to people or to the compiler. */
function isSilent(node: ts.Node): boolean {
	if (
		ts.isTypeNode(node) ||
		ts.isInterfaceDeclaration(node) ||
		ts.isTypeAliasDeclaration(node) ||
		ts.isImportDeclaration(node)
	)
		return true;
	if (ts.isPropertyAssignment(node)) return ['message', 'advice'].includes(node.name.getText());
	return ts.isTemplateExpression(node) && !ts.isTaggedTemplateExpression(node.parent);
}

function placeOf(node: ts.Node): Place | undefined {
	if (!ts.findAncestor(node, ts.isFunctionLike)) return undefined;
	const at = ts.findAncestor(node, (part) => (ts.isStatement(part) && !ts.isBlock(part)) || isArrowBody(part));
	if (!at) return undefined;
	const listed = ts.isBlock(at.parent) || ts.isSourceFile(at.parent);
	return {
		start: at.getStart(),
		end: at.getEnd(),
		around: isArrowBody(at) ? EXPRESSION : listed ? IN_A_LIST : BY_ITSELF,
	};
}

const isArrowBody = (node: ts.Node): boolean =>
	ts.isArrowFunction(node.parent) && node.parent.body === node && !ts.isBlock(node);

/** All mutants of a source, in the order of its text. */
export function mutantsOf(file: string, text: string): Mutant[] {
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
	const lines = text.split('\n');
	const mutants: Mutant[] = [];
	const visit = (node: ts.Node): void => {
		if (isSilent(node)) return;
		for (const change of changesOf(node)) {
			const { line } = source.getLineAndCharacterOfPosition(change.start);
			const before = text.slice(change.start, change.end);
			mutants.push({ ...change, file, line: line + 1, code: (lines[line] ?? '').trim(), before, place: placeOf(node) });
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return mutants;
}

/** The source with the change. */
export const mutated = (text: string, { start, end, text: other }: Change): string =>
	text.slice(0, start) + other + text.slice(end);

/** The source, telling the function `mark` of each place that is passed. A place is named by where it starts and ends. */
export function marked(text: string, mutants: readonly Mutant[], mark: string): string {
	const places = new Map(mutants.flatMap(({ place }) => (place ? [[placeName(place), place] as const] : [])));
	const inserts = [...places].flatMap(
		([
			name,
			{
				start,
				end,
				around: [open, separator, close],
			},
		]) => [
			// Of two places that begin together the larger one is opened first, and closed last where they end together.
			{ at: start, order: -end, text: `${open}${mark}('${name}')${separator}` },
			{ at: end, order: -start, text: close },
		],
	);
	inserts.sort((a, b) => a.at - b.at || a.order - b.order);
	let at = 0;
	let result = '';
	for (const insert of inserts) {
		result += text.slice(at, insert.at) + insert.text;
		at = insert.at;
	}
	return result + text.slice(at);
}

export const placeName = ({ start, end }: Place): string => `${start}-${end}`;
