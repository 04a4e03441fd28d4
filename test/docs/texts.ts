/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

import { PACKAGE_DIR } from '../support/package';

/** The title of an error as the code writes it, with … for what is only known at run time. */
export interface Title {
	file: string;
	text: string;
	/** Whether it continues the label of a field. */
	ofField: boolean;
}

/** Every text that an expression may give, with … for its variable parts. */
function textsOf(expression: ts.Expression, source: ts.SourceFile): string[] {
	if (ts.isStringLiteralLike(expression)) return [expression.text];
	if (ts.isParenthesizedExpression(expression)) return textsOf(expression.expression, source);
	if (ts.isConditionalExpression(expression))
		return [...textsOf(expression.whenTrue, source), ...textsOf(expression.whenFalse, source)];
	if (ts.isTemplateExpression(expression))
		return [expression.head.text + expression.templateSpans.map(({ literal }) => `…${literal.text}`).join('')];
	if (ts.isIdentifier(expression)) return constant(expression.text, source);
	return [];
}

/** The texts of the constants of this name in the same file. */
function constant(name: string, source: ts.SourceFile): string[] {
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isVariableDeclaration(node) && node.initializer && node.name.getText(source) === name)
			found.push(...textsOf(node.initializer, source));
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

/** Which argument of a function becomes the title of an error that it makes, by the function's name. */
type Makers = Map<string, number>;

const ERRORS = /\b(Busha|Input)Error\(/;

function makersIn(source: ts.SourceFile): Makers {
	const found: Makers = new Map();
	for (const statement of source.statements)
		if (ts.isFunctionDeclaration(statement) && ERRORS.test(statement.getText(source))) {
			const index = statement.parameters.findIndex(({ name }) => name.getText(source) === 'message');
			if (index >= 0) found.set(statement.name?.text ?? '', index);
		}
	return found;
}

/** The expression that is the title of an error, if the node makes one. */
function titleOf(node: ts.Node, makers: Makers): { expression?: ts.Expression; ofField: boolean } | undefined {
	if (ts.isPropertyAssignment(node) && node.name.getText() === 'message')
		return { expression: node.initializer, ofField: false };
	if (ts.isCallExpression(node)) {
		const index = makers.get(node.expression.getText());
		return index === undefined ? undefined : { expression: node.arguments[index], ofField: false };
	}
	if (!ts.isNewExpression(node)) return undefined;
	const made = node.expression.getText();
	if (made === 'InputError') return { expression: node.arguments?.[0], ofField: true };
	if (made === 'Error') return { expression: node.arguments?.[0], ofField: false };
	return made === 'NodeOperationError' ? { expression: node.arguments?.[1], ofField: false } : undefined;
}

function titlesIn(source: ts.SourceFile, makers: Makers): Title[] {
	const found: Title[] = [];
	const visit = (node: ts.Node): void => {
		const { expression, ofField = false } = titleOf(node, makers) ?? {};
		if (expression)
			found.push(...textsOf(expression, source).map((text) => ({ file: source.fileName, text, ofField })));
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

function sources(): ts.SourceFile[] {
	const files = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(join(PACKAGE_DIR, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
	);
	return files
		.filter((file) => file.endsWith('.ts'))
		.map((file) =>
			ts.createSourceFile(file, readFileSync(join(PACKAGE_DIR, file), 'utf8'), ts.ScriptTarget.ES2022, true),
		);
}

/** The titles of all errors and hints of the package. */
export function titles(): Title[] {
	const all = sources();
	const makers: Makers = new Map(all.flatMap((source) => [...makersIn(source)]));
	return all.flatMap((source) => titlesIn(source, makers));
}
