import type { INode, INodeExecutionData } from 'n8n-workflow';

interface FormField {
	fieldLabel: string;
	fieldType?: string;
	requiredField?: boolean;
}

/** What a person enters: text by the label of its field, files as their content. */
export type Answers = Record<string, string | Buffer>;

/**
 * The item that n8n's form makes of a submission: texts under their labels, and each file in a binary field that is
 * named like its label, with an underscore for every character that is no letter or digit.
 */
export function submission(form: INode, answers: Answers): INodeExecutionData {
	const fields = (form.parameters.formFields as unknown as { values: FormField[] }).values;
	const item: Required<Pick<INodeExecutionData, 'json' | 'binary'>> = { json: {}, binary: {} };
	const left = new Set(Object.keys(answers));
	for (const { fieldLabel, fieldType, requiredField } of fields) {
		const answer = answers[fieldLabel];
		left.delete(fieldLabel);
		if (answer === undefined && requiredField) throw new Error(`The form requires "${fieldLabel}"`);
		if ((fieldType === 'file') !== Buffer.isBuffer(answer))
			throw new Error(`"${fieldLabel}" was answered with the wrong kind of value`);
		if (typeof answer === 'string') item.json[fieldLabel] = answer.trim();
		if (Buffer.isBuffer(answer)) {
			const fileName = `${fieldLabel.toLowerCase()}.png`;
			item.json[fieldLabel] = { filename: fileName, mimetype: 'image/png', size: answer.length };
			item.binary[fieldLabel.replace(/\W/g, '_')] = {
				data: answer.toString('base64'),
				mimeType: 'image/png',
				fileExtension: 'png',
				fileName,
			};
		}
	}
	if (left.size > 0) throw new Error(`The form has no field "${[...left].join('", "')}"`);
	return { ...item, json: { ...item.json, submittedAt: '2026-05-04T10:00:00.000+01:00', formMode: 'production' } };
}
