/** The object without its undefined, null and empty-text fields: Busha leaves those out. */
export function omitEmpty<T extends object>(value: T): T {
	const rest: Record<string, unknown> = {};
	for (const [name, field] of Object.entries(value))
		if (field !== undefined && field !== null && field !== '') rest[name] = field;
	return rest as T;
}

/** The object without these fields. */
export function without<T extends object, K extends keyof T & string>(value: T, ...names: K[]): Omit<T, K> {
	const rest: Record<string, unknown> = {};
	for (const name in value) if (!names.includes(name as unknown as K)) rest[name] = value[name];
	return rest as Omit<T, K>;
}
