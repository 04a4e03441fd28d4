/** A version of n8n that the package is tried in, and what it needs. */
export interface Release {
	/** The version of Node.js for it, as it can be had from npm. */
	node: string;
	/** Versions of packages that it is installed with, where the ones that it asks for cannot be had from npm. */
	overrides: Record<string, string>;
	/** Environment variables that it needs. */
	env: Record<string, string>;
}

const LINKEDOM = { linkedom: '0.18.14' };

/** The newest one first. */
export const RELEASES: Readonly<Record<string, Release>> = {
	'2.41.1': { node: '24.21.0', overrides: LINKEDOM, env: {} },
	'1.123.81': {
		node: '20.20.2',
		overrides: { ...LINKEDOM, xlsx: '0.18.5' },
		// The other engine has to be compiled.
		env: { N8N_EXPRESSION_ENGINE: 'legacy' },
	},
};

export const VERSIONS: readonly string[] = Object.keys(RELEASES);
export const [NEWEST = ''] = VERSIONS;
