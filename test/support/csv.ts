import type { IDataObject } from 'n8n-workflow';

/** The cells of a CSV text, line by line. Cells in quotes may hold delimiters, line breaks and doubled quotes. */
function cellsOf(text: string, delimiter: string): string[][] {
	const lines: string[][] = [[]];
	let cell = '';
	let quoted = false;
	const endCell = (): void => {
		lines.at(-1)?.push(cell);
		cell = '';
	};
	for (let at = 0; at < text.length; at++) {
		const sign = text.charAt(at);
		if (quoted && sign === '"' && text[at + 1] === '"') cell += text.charAt(at++);
		else if (sign === '"') quoted = !quoted;
		else if (quoted) cell += sign;
		else if (sign === delimiter) endCell();
		else if (sign === '\n') {
			endCell();
			lines.push([]);
		} else if (sign !== '\r') cell += sign;
	}
	endCell();
	return lines.filter((line) => line.some((content) => content !== ''));
}

/** The rows of a CSV text with a header line, by column. Empty cells are left out. */
export function parseCsv(text: string, delimiter = ','): IDataObject[] {
	const [header = [], ...rows] = cellsOf(text, delimiter);
	return rows.map((row) =>
		Object.fromEntries(
			header.map((column, index) => [column, row[index] ?? '']).filter(([, content]) => content !== ''),
		),
	);
}

/** A CSV text of rows, with the columns in the order of their first appearance. */
export function writeCsv(rows: IDataObject[]): string {
	const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	const cell = (content: unknown): string => {
		const text = content === undefined || content === null ? '' : String(content as string);
		return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
	};
	return [columns.map(cell), ...rows.map((row) => columns.map((column) => cell(row[column])))]
		.map((line) => `${line.join(',')}\n`)
		.join('');
}
