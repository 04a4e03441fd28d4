const BY_NAME: ReadonlyMap<string, string> = new Map([
	['profile_kyc_verification', 'Add the identity documents and a selfie with Customer > Update, then verify again.'],
	[
		'missing_section',
		'Fill in the owners, transaction and registration parts with Customer > Update, then verify again.',
	],
	['missing_documents', 'Add the business documents with Customer > Update, then verify again.'],
]);

const BY_TEXT: ReadonlyArray<readonly [RegExp, string]> = [
	[/insufficient/i, 'Add money to the balance that pays, or pay a smaller amount.'],
	[/expired/i, 'Create a new quote. Quotes can be used for 30 minutes.'],
	[/not supported by/i, 'Choose a network from the list of the Network field.'],
];

const BY_STATUS: Readonly<Record<number, string>> = {
	400: 'Correct the values of the item and run it again.',
	401: 'Check the secret key in the credential, and that it belongs to the chosen environment.',
	403: 'Give the secret key the permission for this operation in the Busha dashboard.',
	404: 'Check the ID, and that it belongs to the customer chosen in Customer ID, or to your business if none is chosen. If every request fails so, check the base URL in the credential.',
	409: 'Busha already has this object. Look it up instead of creating it again.',
	422: 'Correct the values of the item and run it again.',
	429: 'Lower Share of the Rate Limit in the credential if other programs use the same Busha account.',
	503: 'Try again later. Busha also answers so when a currency is not enabled for this in the chosen environment.',
};

const NAMED = 'Correct the named fields and run the item again.';

/** What an error answer is about: Busha's name of it and its text, and the permission that the operation needs. */
interface About {
	name?: string;
	said: string;
	/** Whether it names the fields that are wrong. */
	named: boolean;
	permission?: string;
}

/** What a person can do about an error status of the API. */
export function adviceFor(status: number, { name = '', said, named, permission }: About): string {
	const byText = BY_TEXT.find(([pattern]) => pattern.test(said))?.[1];
	const byPermission =
		status === 403 && permission && `Give the secret key the permission ${permission} in the Busha dashboard.`;
	const byFields = named && (status === 400 || status === 422) && NAMED;
	return (
		BY_NAME.get(name) ??
		byText ??
		(byPermission || byFields || BY_STATUS[status] || 'Try again later, and give Busha the request ID if it goes on.')
	);
}
