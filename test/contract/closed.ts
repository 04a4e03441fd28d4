/** Branches that may hold together. Of `oneOf`, one holds alone. */
const TOGETHER = ['allOf', 'anyOf'] as const;

/** A JSON schema without references. */
export interface Schema {
	properties?: Record<string, Schema>;
	required?: string[];
	items?: Schema;
	allOf?: Schema[];
	anyOf?: Schema[];
	oneOf?: Schema[];
	additionalProperties?: unknown;
	propertyNames?: { enum: string[] };
}

/**
 * The schema of a whole value, in which every object that has named fields takes no others. As one form of a value, it
 * takes the fields `beside` too, which are named next to the forms.
 */
export function closed(schema: Schema, beside: readonly string[] = []): Schema {
	const names = namesOf(schema);
	const inside = closedInside(schema, beside);
	if (names.length === 0 || isOpen(schema)) return inside;
	return { ...inside, propertyNames: { enum: [...new Set([...beside, ...names])] } };
}

/** The schema with its parts closed, but not itself: for a branch that names only some of the fields of a value. */
function closedInside(schema: Schema, beside: readonly string[]): Schema {
	const { properties, items, oneOf } = schema;
	const inside: Schema = { ...schema };
	if (properties) {
		inside.properties = Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, closed(value)]));
	}
	if (items) inside.items = closed(items);
	const together = TOGETHER.flatMap((key) => schema[key] ?? []);
	const besideAll = [...beside, ...ownNames(schema)];
	for (const key of TOGETHER) {
		inside[key] = schema[key]?.map((part) => {
			const others = together.filter((other) => other !== part);
			return closedInside(part, [...besideAll, ...others.flatMap(namesOf)]);
		});
	}
	inside.oneOf = oneOf?.map((form) => closed(form, [...besideAll, ...together.flatMap(namesOf)]));
	return inside;
}

const branchesOf = ({ allOf = [], anyOf = [], oneOf = [] }: Schema): Schema[] => [...allOf, ...anyOf, ...oneOf];

/** The names of all fields that a schema has, in whichever branch. */
const namesOf = (schema: Schema): string[] => [...ownNames(schema), ...branchesOf(schema).flatMap(namesOf)];

/** A field that is only said to be required is named too. */
const ownNames = ({ properties = {}, required = [] }: Schema): string[] => [...Object.keys(properties), ...required];

/** Whether the schema says itself which other fields it takes. */
const isOpen = (schema: Schema): boolean =>
	schema.additionalProperties !== undefined || branchesOf(schema).some(isOpen);
