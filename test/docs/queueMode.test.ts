import { RELEASES } from '../e2e/releases';
import { CASES } from '../queue/cases';
import { page, table } from './markdown';

const queueMode = page('docs/queue-mode.md');

test('what was seen is told of every case of npm run test:queue', () => {
	const told = table(queueMode, 'case', 'what was seen');
	expect(told.map(([name]) => name)).toEqual(CASES.map(({ name }) => name));
});

test('the version in which it was seen is the newest that is tried', () => {
	expect(queueMode).toContain(`seen with n8n ${Object.keys(RELEASES)[0] ?? ''}`);
	expect(page('.ci/run')).toContain('npm run --silent test:queue\n');
});
