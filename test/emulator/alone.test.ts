/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test support, never published */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** The files that the TypeScript files of a folder import from this project, as paths from its root. */
function imports(folder: string): Array<{ file: string; imported: string }> {
	const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => join(ROOT, folder, name));
	return files.flatMap((file) =>
		[...readFileSync(file, 'utf8').matchAll(/from '(\.[^']*)'/g)].map(([, path = '']) => ({
			file: relative(ROOT, file),
			imported: relative(ROOT, join(dirname(file), path)),
		})),
	);
}

const inEmulator = (path: string) => path === 'emulator' || path.startsWith(`emulator${sep}`);

test('the emulator imports nothing of the rest', () => {
	const inside = imports('emulator');
	expect(inside.length).toBeGreaterThan(100);
	expect(inside.filter(({ imported }) => !inEmulator(imported))).toEqual([]);
});

test('the rest imports the emulator by its index only', () => {
	const outside = imports('test').filter(({ imported }) => inEmulator(imported));
	expect(outside.length).toBeGreaterThan(10);
	expect(outside.filter(({ imported }) => imported !== 'emulator')).toEqual([]);
});
