import type { IDataObject } from 'n8n-workflow';

/** What the body of an error answer tells. */
export interface ErrorBody {
	/** Busha's name of the error, such as `bad_request`. */
	name?: string;
	message?: string;
	/** What it says about single fields, as it came. */
	fields?: IDataObject;
	/** The same, and what it says about the request as a whole, in words. */
	hints: string[];
}

function object(value: unknown): IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as IDataObject) : {};
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}

function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? (value as unknown[]) : [value];
}

/** A problem in words, whatever its form: a text, an object with a `reason` or `message`, or several of them by name. */
function words(problem: unknown): string {
	if (Array.isArray(problem)) return problem.map(words).filter(Boolean).join(', ');
	if (typeof problem !== 'object' || problem === null) return String(problem ?? '');
	const { reason, message, ...others } = problem as IDataObject;
	return textOf(reason) ?? textOf(message) ?? lines(others).join(', ');
}

/** A field's name as people read it: "pay_out.recipient_id" is "Pay out recipient ID". */
function labelOf(field: string): string {
	const label = field
		.replace(/[._]+/g, ' ')
		.replace(/\bid\b/g, 'ID')
		.replace(/\burl\b/g, 'URL');
	return label.charAt(0).toUpperCase() + label.slice(1);
}

function lines(fields: IDataObject): string[] {
	return Object.entries(fields).map(([field, problem]) => `${labelOf(field)}: ${words(problem)}`);
}

/** What a schema check says: its reason, how to mend it, and the rules that were broken. */
function schemaLine(problem: unknown): string {
	const { reason, fix, schema_validation_error: broken } = object(problem);
	return [reason, fix, broken].map(words).filter(Boolean).join('; ');
}

/** Reads the error body that Busha publishes, and the forms that its guides and integrations show. */
export function readErrorBody(body: unknown): ErrorBody {
	const outer = object(body);
	const error = object(outer.error);
	const found = outer.fields ?? error.fields ?? error.details ?? error.errors ?? outer.errors ?? outer.details;
	const fields = Array.isArray(found) ? { errors: found } : object(found);
	return {
		name: textOf(error.name),
		message: textOf(error.message) ?? textOf(outer.error) ?? textOf(outer.message),
		fields: Object.keys(fields).length > 0 ? fields : undefined,
		hints: [...lines(fields), ...listOf(outer.schema).map(schemaLine)].filter(Boolean),
	};
}
