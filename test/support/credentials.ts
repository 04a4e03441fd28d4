import { Credentials, type PackageDirectoryLoader } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	ICredentialsHelper,
	type ICredentialType,
	type IHttpRequestOptions,
	type IRequestOptionsSimplified,
} from 'n8n-workflow';

/** Tells which run sent a request, for tests that put `run` into the credential. */
export const RUN_HEADER = 'x-test-run';

/** Types of credentials that workflows need besides this package's own, by name. */
export const otherCredentials = new Map<string, ICredentialType>();

export type CredentialStore = Record<string, ICredentialDataDecryptedObject>;

/** Hands decrypted credentials to nodes, and lets a credential's own `authenticate` change the request, as n8n does. */
export class TestCredentialsHelper extends ICredentialsHelper {
	constructor(
		private readonly loader: PackageDirectoryLoader,
		private readonly store: CredentialStore,
	) {
		super();
	}

	private typeOf(name: string): ICredentialType {
		return otherCredentials.get(name) ?? this.loader.getCredential(name).type;
	}

	getParentTypes(name: string): string[] {
		return this.typeOf(name).extends ?? [];
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		request: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.typeOf(typeName);
		const options = request as IHttpRequestOptions;
		if (typeof credentials.run === 'string') options.headers = { ...options.headers, [RUN_HEADER]: credentials.run };
		return typeof authenticate === 'function' ? await authenticate(credentials, options) : options;
	}

	async preAuthentication() {
		return await Promise.resolve(undefined);
	}

	async runPreAuthentication() {
		return await Promise.resolve(undefined);
	}

	async getCredentials() {
		return await Promise.resolve(new Credentials({ id: null, name: '' }, '', ''));
	}

	async getDecrypted(_data: unknown, _details: unknown, type: string): Promise<ICredentialDataDecryptedObject> {
		const data = this.store[type];
		if (!data) throw new Error(`The test gave no credential of type ${type}`);
		return await Promise.resolve({ ...data });
	}

	async updateCredentials() {}

	async updateCredentialsOauthTokenData() {}

	getCredentialsProperties(type: string) {
		return this.typeOf(type).properties;
	}

	isCredentialUsableByNode() {
		return true;
	}

	getOAuth2Options() {
		return undefined;
	}
}
