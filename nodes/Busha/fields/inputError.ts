/**
 * What a user entered cannot be used. Thrown while a field is read, so before anything is sent.
 * `message` continues the field's name ("Amount" + "is zero"); `advice` says what to enter instead.
 */
export class InputError extends Error {
	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
		this.name = 'InputError';
	}

	/** The same problem, told from the outer field's view: "Address: City is empty". */
	within(label: string): InputError {
		return new InputError(`${label} ${this.message}`, this.advice);
	}
}
