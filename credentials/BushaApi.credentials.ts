import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

const HOSTS: Record<string, string> = {
	sandbox: 'https://api.sandbox.busha.so',
	production: 'https://api.busha.io',
};

const NOT_BUSHA =
	'This is not the address of the Busha API. Check the environment, and the base URL: it is the address without /v1.';

const WRONG_KEY =
	'Busha does not know this secret key. Copy it from the Busha dashboard, under Settings, Developer Tools, and check that it belongs to the chosen environment.';
const NOT_ALLOWED =
	'Busha knows the secret key, but does not let it read balances. Give it that permission in the Busha dashboard, and check whether the key is limited to certain IP addresses.';

/**
 * The address that a credential's requests go to, without `/v1` and without a slash at its end.
 * Every request is addressed here, the credential's own test included.
 */
export function baseUrlOf(credentials: ICredentialDataDecryptedObject): string {
	const environment = String(credentials.environment ?? 'sandbox');
	const url = HOSTS[environment] ?? String(credentials.baseUrl ?? '');
	return url
		.trim()
		.replace(/[\s/]+$/, '')
		.replace(/\/+v1$/, '');
}

const NO_ADDRESS =
	'The base URL is not a web address. Write the address of the Busha API with https:// at its beginning, such as https://api.busha.io.';

/** The same address, which can be sent to. The error has the code that an impossible address has in Node.js. */
function usableBaseUrlOf(credentials: ICredentialDataDecryptedObject): string {
	const url = baseUrlOf(credentials);
	if (/^https?:\/\/[^\s/]+/i.test(url) && URL.canParse(url)) return url;
	throw Object.assign(new Error(NO_ADDRESS), { code: 'ERR_INVALID_URL' });
}

/**
 * The webhook secrets of a credential, one a line or separated by commas. While a webhook is made anew, deliveries with
 * the old and with the new secret come, so there can be several.
 */
export function webhookSecretsOf({ webhookSecret }: ICredentialDataDecryptedObject): string[] {
	if (typeof webhookSecret !== 'string') return [];
	return webhookSecret
		.split(/[\n,]/)
		.map((secret) => secret.trim())
		.filter((secret) => secret !== '');
}

/** The public key of a credential, empty when it has none. */
export function publicKeyOf({ publicKey }: ICredentialDataDecryptedObject): string {
	return typeof publicKey === 'string' ? publicKey.trim() : '';
}

/** Where Busha asks for the public key, or takes either key. */
const TAKES_PUBLIC_KEY = /^(POST \/v1\/payments\/requests|GET \/v1\/payments\/requests\/[^/]+)$/;

function publicKeyFor({ method, url }: IHttpRequestOptions, credentials: ICredentialDataDecryptedObject): object {
	const key = publicKeyOf(credentials);
	return key !== '' && TAKES_PUBLIC_KEY.test(`${method} ${url}`) ? { 'X-BU-PUBLIC-KEY': key } : {};
}

/** The percentage of each limit of Busha that a credential lets this process use: 1 to 100, and all when it does not tell. */
export function shareOf(credentials: ICredentialDataDecryptedObject): number {
	const share = Number(credentials.rateLimitShare ?? 100);
	return Number.isFinite(share) ? Math.min(100, Math.max(1, share)) : 100;
}

/** A request that is checked once more, directly before it is sent: what it throws keeps it from being sent. */
export interface Checked extends IHttpRequestOptions {
	beforeSending?: () => void;
}

export class BushaApi implements ICredentialType {
	name = 'bushaApi';

	displayName = 'Busha API';

	icon: Icon = { light: 'file:../nodes/Busha/busha.svg', dark: 'file:../nodes/Busha/busha.dark.svg' };

	documentationUrl = 'https://docs.busha.io';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Sandbox', value: 'sandbox', description: 'Test with invented money' },
				{ name: 'Production', value: 'production', description: 'Move real money' },
				{ name: 'Custom', value: 'custom', description: 'Use another address of the Busha API' },
			],
			default: 'sandbox',
			description: 'The Busha environment that the secret key belongs to. Each environment has its own keys.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'https://api.busha.io',
			displayOptions: { show: { environment: ['custom'] } },
			description: 'The address of the Busha API, without /v1',
		},
		{
			displayName: 'Secret Key',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The secret key exactly as the Busha dashboard shows it, under Settings, Developer Tools',
		},
		{
			displayName: 'Public Key',
			name: 'publicKey',
			type: 'string',
			default: '',
			placeholder: 'pub_...',
			description: 'Only needed for payment requests',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only needed for the Busha Trigger node. The dashboard shows it beside the webhook. While you replace a webhook, or when you have several, enter all of their secrets, separated by commas.',
		},
		{
			displayName: 'Share of the Rate Limit (%)',
			name: 'rateLimitShare',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100 },
			default: 100,
			description:
				"How much of each operation's limit this n8n process may use. Share the limits out when several n8n instances or workers use the same account.",
		},
	];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		{ beforeSending, ...request }: Checked,
	): Promise<IHttpRequestOptions> => {
		beforeSending?.();
		return {
			...request,
			baseURL: usableBaseUrlOf(credentials),
			headers: {
				...request.headers,
				...publicKeyFor(request, credentials),
				Authorization: `Bearer ${String(credentials.secretKey ?? '').trim()}`,
			},
		};
	};

	test: ICredentialTestRequest = {
		request: { url: '/v1/balances', disableFollowRedirect: true },
		// n8n fails the test when the key has this value: when the answer is no list of balances, as with a web page.
		// It reads rules of both kinds from one list, which its type does not foresee.
		rules: [
			{ type: 'responseCode', properties: { value: 401, message: WRONG_KEY } },
			{ type: 'responseCode', properties: { value: 403, message: NOT_ALLOWED } },
			{ type: 'responseCode', properties: { value: 404, message: NOT_BUSHA } },
			{ type: 'responseSuccessBody', properties: { key: 'status', value: undefined, message: NOT_BUSHA } },
			{ type: 'responseSuccessBody', properties: { key: 'data.length', value: undefined, message: NOT_BUSHA } },
		] as ICredentialTestRequest['rules'],
	};
}
