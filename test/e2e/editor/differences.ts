/** What somebody sees in a version of n8n, where that is not the same in all of them. */
interface Differences {
	/** What the test of a credential with a wrong key says. */
	wrongKey: string;
	/** The nodes of examples that this n8n does not have, or not in this version. */
	lacking: Readonly<Record<string, readonly string[]>>;
	/** Why, to be told beside what was tried. */
	notes: { wrongKey?: string; lacking?: string };
}

const NEW: Differences = {
	wrongKey: 'Busha does not know this secret key. Copy it from the Busha dashboard, under Settings, Developer Tools',
	lacking: {},
	notes: {},
};

const OLDER: Readonly<Record<string, Differences>> = {
	'1.123.81': {
		wrongKey: 'Authorization failed - please check your credentials',
		lacking: {
			'agent-with-approval.json': ['Answer', 'Ask for Approval'],
			'pay-salaries.json': ['Read the Sheet', 'Write the Paid', 'Write the Problems'],
			'reconcile-customers.json': ['Read the Ledger'],
		},
		notes: {
			wrongKey: 'n8n 1 says so in words of its own, where n8n 2 shows the advice of the credential',
			lacking: 'came with n8n 2: human review in the chat, and files that have to be there',
		},
	},
};

/** What is otherwise in this version of n8n. */
export const differencesOf = (version: string): Differences => OLDER[version] ?? NEW;
