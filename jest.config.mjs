/** Tests run the TypeScript sources through n8n's own engine; see CONTRIBUTING.md. */
export default {
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	transform: {
		'^.+\\.[jt]s$': [
			'@swc/jest',
			{ jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } }, module: { type: 'commonjs' } },
		],
	},
	// openapi-backend requires this one, which is an ES module.
	transformIgnorePatterns: ['/node_modules/(?!@apidevtools/json-schema-ref-parser/)'],
	setupFiles: ['<rootDir>/test/support/env.ts'],
	// What `npm run check:contract` compares.
	setupFilesAfterEnv: process.env.RECORD_TRAFFIC ? ['<rootDir>/test/support/recordEngineTests.ts'] : [],
	testTimeout: 30_000,
	maxWorkers: 2,
};
