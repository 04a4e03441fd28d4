import { type Bars, figure, type Lines } from '../result';

const [WIDTH, LEFT, ROW, TOP] = [760, 250, 34, 52];
const COLOURS = ['#0a7d4f', '#5b6b7b', '#b3541e', '#35618f', '#8a5a9e'];
const INK = '#1f2933';

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

function text(x: number, y: number, words: string, more = ''): string {
	return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" fill="${INK}" ${more}>${escaped(words)}</text>`;
}

function frame(height: number, title: string, parts: string[]): string {
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="14" role="img">`,
		`<title>${escaped(title)}</title>`,
		`<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
		text(16, 28, title, 'font-size="16" font-weight="bold"'),
		...parts,
		'</svg>\n',
	].join('\n');
}

/** One bar for each name, from zero. */
export function bars({ title, unit, bars: all }: Bars): string {
	const most = Math.max(...all.map(({ value }) => value));
	const room = WIDTH - LEFT - 190;
	const parts = all.flatMap(({ name, value, note }, index) => {
		const [y, width] = [TOP + index * ROW, Math.max(1, (value / most) * room)];
		const words = [`${figure(value).replace(/\.0+$/, '')} ${unit}`.trim(), note].filter(Boolean).join(', ');
		return [
			text(LEFT - 10, y + 17, name, 'text-anchor="end"'),
			`<rect x="${LEFT}" y="${y}" width="${width.toFixed(1)}" height="24" fill="${name === 'Busha' ? COLOURS[0] : COLOURS[1]}"/>`,
			text(LEFT + width + 8, y + 17, words),
		];
	});
	return frame(TOP + all.length * ROW + 12, title, parts);
}

/** One line for each name, over axes of powers of ten, so that a straight line is a power. */
export function lines({ title, x, y, lines: all }: Lines): string {
	const [height, bottom, left, right] = [360, 310, 80, WIDTH - 200];
	const points = all.flatMap((line) => line.points);
	const axis = (values: number[], from: number, to: number) => {
		const [low, high] = [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)))];
		const powers = Array.from({ length: Math.max(1, high - low) + 1 }, (_, index) => low + index);
		const at = (value: number): number => from + ((Math.log10(value) - low) / Math.max(1, high - low)) * (to - from);
		return { powers: powers.map((power) => 10 ** power), at };
	};
	const across = axis(
		points.map(([size]) => size),
		left,
		right,
	);
	const up = axis(
		points.map(([, cost]) => cost),
		bottom,
		TOP + 10,
	);
	const grid = [
		...across.powers.map((value) =>
			text(across.at(value), bottom + 20, value.toLocaleString('en-US'), 'text-anchor="middle"'),
		),
		...up.powers.flatMap((value) => [
			`<line x1="${left}" x2="${right}" y1="${up.at(value).toFixed(1)}" y2="${up.at(value).toFixed(1)}" stroke="#d5dbe1"/>`,
			text(left - 8, up.at(value) + 5, `${value.toLocaleString('en-US')} ${y}`, 'text-anchor="end"'),
		]),
		text((left + right) / 2, bottom + 42, x, 'text-anchor="middle"'),
	];
	const drawn = all.flatMap(({ name, points: own }, index) => {
		const colour = COLOURS[index % COLOURS.length];
		const path = own.map(([size, cost]) => `${across.at(size).toFixed(1)},${up.at(cost).toFixed(1)}`);
		const [size, cost] = own.at(-1) ?? [1, 1];
		return [
			`<polyline points="${path.join(' ')}" fill="none" stroke="${colour}" stroke-width="2.5"/>`,
			...path.map(
				(point) => `<circle cx="${point.split(',')[0]}" cy="${point.split(',')[1]}" r="4" fill="${colour}"/>`,
			),
			text(across.at(size) + 12, up.at(cost) + 5, name),
		];
	});
	return frame(height, title, [...grid, ...drawn]);
}
