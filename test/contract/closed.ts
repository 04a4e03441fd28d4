const CHOICES = ['oneOf', 'anyOf'] as const;
const BRANCHES = ['allOf', ...CHOICES] as const;

/** A JSON schema without references. */
export interface Schema extends Partial<Record<(typeof BRANCHES)[number], Schema[]>> {
	properties?: Record<string, Schema>;
	items?: Schema;
	additionalProperties?: unknown;
	propertyNames?: { enum: string[] };
}

/**
 * The schema of a whole value, in which every object that has described fields takes no others. As one choice for a
 * value, it takes the fields `beside` too, which are described next to the choices.
 */
export function closed(schema: Schema, beside: readonly string[] = []): Schema {
	const names = described(schema);
	const inside = closedInside(schema, beside);
	if (names.length === 0 || isOpen(schema)) return inside;
	return { ...inside, propertyNames: { enum: [...new Set([...beside, ...names])] } };
}

/** The schema with its parts closed, but not itself: for a branch of `allOf`, which describes a part of a value. */
function closedInside(schema: Schema, beside: readonly string[]): Schema {
	const { properties = {}, items, allOf = [] } = schema;
	const fixed = [...beside, ...Object.keys(properties)];
	const inside: Schema = { ...schema };
	if (schema.properties) {
		inside.properties = Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, closed(value)]));
	}
	if (items) inside.items = closed(items);
	if (schema.allOf) {
		const besideOf = (part: Schema) => allOf.filter((other) => other !== part).flatMap(described);
		inside.allOf = allOf.map((part) => closedInside(part, [...fixed, ...besideOf(part)]));
	}
	for (const key of CHOICES) {
		const choices = schema[key];
		if (choices) inside[key] = choices.map((choice) => closed(choice, [...fixed, ...allOf.flatMap(described)]));
	}
	return inside;
}

/** The names of all fields that a schema describes, in whichever branch. */
function described(schema: Schema): string[] {
	const branches = BRANCHES.flatMap((key) => schema[key] ?? []);
	return [...Object.keys(schema.properties ?? {}), ...branches.flatMap(described)];
}

/** Whether the schema says itself which other fields it takes. */
function isOpen(schema: Schema): boolean {
	return schema.additionalProperties !== undefined || BRANCHES.some((key) => (schema[key] ?? []).some(isOpen));
}
