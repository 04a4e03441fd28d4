import type { ErrorObject } from 'ajv';

const LIMITS: Readonly<Record<string, (limit: string) => string>> = {
	minLength: (limit) => `has at least ${limit} characters`,
	maxLength: (limit) => `has at most ${limit} characters`,
	minItems: (limit) => `has at least ${limit} entries`,
	maxItems: (limit) => `has at most ${limit} entries`,
	minimum: (limit) => `is at least ${limit}`,
	maximum: (limit) => `is at most ${limit}`,
};

const TYPES: Readonly<Record<string, string>> = {
	string: 'a text',
	number: 'a number',
	integer: 'a whole number',
	boolean: 'true or false',
	array: 'a list',
	object: 'an object',
	null: 'null',
};

/** The values, or the first of many. */
const someOf = (values: unknown[]): string =>
	values.length <= 5 ? values.join(', ') : `${values.slice(0, 4).join(', ')} and ${values.length - 4} others`;

const typeNames = (type: unknown): string =>
	[type]
		.flat()
		.map((name) => TYPES[String(name)] ?? name)
		.join(' or ');

/** What the file says about a field, as the end of a sentence that begins with it. */
const RULES: Readonly<Record<string, (params: Record<string, unknown>) => string>> = {
	required: () => 'is required',
	propertyNames: () => 'is not named',
	additionalProperties: () => 'is not named',
	type: ({ type }) => `is ${typeNames(type)}`,
	enum: ({ allowedValues }) => `is one of ${someOf(allowedValues as unknown[])}`,
	format: ({ format }) => `has the format ${String(format)}`,
	pattern: ({ pattern }) => `matches ${String(pattern)}`,
	uniqueItems: () => 'has no entry twice',
	oneOf: () => 'has exactly one of several forms',
	anyOf: () => 'has one of several forms',
};

/** Where an error is, such as `body.documents[].file`. */
function place({ instancePath, params }: ErrorObject): string {
	const { missingProperty, propertyName, additionalProperty } = params as Record<string, string | undefined>;
	const parts = [...instancePath.split('/').slice(1), missingProperty ?? propertyName ?? additionalProperty ?? ''];
	return parts
		.filter(Boolean)
		.map((part, index) => (/^\d+$/.test(part) ? '[]' : index === 0 ? part : `.${part}`))
		.join('');
}

/** An error of Ajv in words: the field, and what the file says about it. */
export function inWords(error: ErrorObject): string {
	const limited = LIMITS[error.keyword]?.(String(error.params.limit));
	const says = limited ?? RULES[error.keyword]?.(error.params) ?? error.message ?? error.keyword;
	return `${place(error)} ${says}`;
}

/** Whether an error is a part of another one: it comes from a choice that the other one found not to fit. */
function belongsTo(choice: ErrorObject, error: ErrorObject): boolean {
	return (
		error.schemaPath.startsWith(`${choice.schemaPath}/`) &&
		`${error.instancePath}/`.startsWith(`${choice.instancePath}/`)
	);
}

/** The errors that tell what is wrong. Of choices none of which fits, those of the choice that fits best. */
export function telling(errors: readonly ErrorObject[]): ErrorObject[] {
	const [choice] = errors
		.filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf')
		.sort((a, b) => a.schemaPath.length - b.schemaPath.length);
	// Ajv says twice which name does not fit; the one that bears it belongs to the other.
	if (!choice) return errors.filter(({ propertyName }) => propertyName === undefined);
	const forms = new Map<string, ErrorObject[]>();
	for (const error of errors.filter((other) => belongsTo(choice, other))) {
		const [form = ''] = error.schemaPath.slice(choice.schemaPath.length + 1).split('/');
		forms.set(form, [...(forms.get(form) ?? []), error]);
	}
	const [best = [choice]] = [...forms.values()].map(telling).sort((a, b) => a.length - b.length);
	return [...telling(errors.filter((error) => error !== choice && !belongsTo(choice, error))), ...best];
}
