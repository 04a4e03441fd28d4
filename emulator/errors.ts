/** What is wrong with each field. */
export type FieldProblems = Record<string, Array<{ message: string }>>;

/** A refusal by the emulated Busha: becomes its error body with this HTTP status. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		readonly errorName: string,
		message: string,
		readonly fields?: FieldProblems,
	) {
		super(message);
	}

	body() {
		const error = { name: this.errorName, message: this.message };
		return this.fields ? { error, fields: reasons(this.fields) } : { error };
	}
}

/** The form in which Busha tells it. */
function reasons(fields: FieldProblems): Record<string, Array<{ reason: string }>> {
	return Object.fromEntries(
		Object.entries(fields).map(([field, problems]) => [field, problems.map(({ message }) => ({ reason: message }))]),
	);
}

export const badRequest = (message: string, fields?: FieldProblems) =>
	new ApiError(400, 'bad_request', message, fields);
export const notFound = (message = 'Resource not found') => new ApiError(404, 'not_found', message);
export const conflict = (message: string) => new ApiError(409, 'conflict', message);
export const unauthorized = () => new ApiError(401, 'unauthorized', 'Invalid authentication');
export const tooManyRequests = () => new ApiError(429, 'too_many_requests', 'Rate limit exceeded');
export const unavailable = (message: string) => new ApiError(503, 'service_unavailable', message);

/** The refusal of one field, worded like a failed schema check. */
export const invalidField = (field: string, message: string) =>
	badRequest('Request validation failed', { [field]: [{ message }] });
