import { bars, lines } from '../bench/report/svg';
import { exponentOf } from '../bench/run';

test.each([
	[1, (size: number) => 3 * size],
	[2, (size: number) => 5 * size * size],
	[0, () => 7],
])('the exponent of a cost that grows with the power %d is found', (power, cost) => {
	expect(exponentOf([10, 100, 1_000].map((size) => [size, cost(size)]))).toBeCloseTo(power, 10);
});

test('a bar is as long as its value is, and names are safe to show', () => {
	const all = [
		{ name: 'one', value: 10 },
		{ name: '<two>', value: 5 },
	];
	const chart = bars({ kind: 'bars', file: '', title: 'Times', unit: 's', bars: all });
	const widths = [...chart.matchAll(/width="([\d.]+)" height="24"/g)].map(([, width]) => Number(width));
	expect(widths[0]).toBeCloseTo(2 * (widths[1] ?? NaN));
	expect(chart).toContain('&lt;two&gt;');
	expect(chart).not.toContain('<two>');
});

test('a cost in proportion to its size is a straight line', () => {
	const points = [10, 100, 1_000].map((size) => [size, size] as const);
	const chart = lines({
		kind: 'lines',
		file: '',
		title: 'Growth',
		x: 'items',
		y: 'ms',
		lines: [{ name: 'a', points }],
	});
	const [, path = ''] = /points="([^"]+)"/.exec(chart) ?? [];
	const [a, b, c] = path.split(' ').map((point) => point.split(',').map(Number)) as [number[], number[], number[]];
	expect((b[1] ?? NaN) - (a[1] ?? NaN)).toBeCloseTo((c[1] ?? NaN) - (b[1] ?? NaN), 0);
	expect((b[0] ?? NaN) - (a[0] ?? NaN)).toBeCloseTo((c[0] ?? NaN) - (b[0] ?? NaN), 0);
});
