/** Tests run the TypeScript sources through n8n's own engine; see CONTRIBUTING.md. */
export default {
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	transform: {
		'^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } }, module: { type: 'commonjs' } }],
	},
	setupFiles: ['<rootDir>/test/support/env.ts'],
	testTimeout: 30_000,
	maxWorkers: 2,
};
