import { type Account, failureIn, openAccount } from '../support/account';
import { TestCredentialsHelper } from '../support/credentials';

/** An n8n that hands the credential a copy of the request, without what is no part of one. */
function copyRequests(): void {
	const real = TestCredentialsHelper.prototype.authenticate;
	jest.spyOn(TestCredentialsHelper.prototype, 'authenticate').mockImplementation(async function (
		this: TestCredentialsHelper,
		credentials,
		type,
		request,
	) {
		return await real.call(this, credentials, type, Object.assign({}, request, { beforeSending: undefined }));
	});
}

let account: Account;
beforeEach(async () => {
	account = await openAccount();
	copyRequests();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await account.close();
});

test('where n8n does not tell that it has read the credential, what broke off is not taken for not sent', async () => {
	let posted = false;
	account.emulator.onRequest(({ method, path }) => {
		posted ||= method === 'POST' && path === '/v1/transfers';
		return posted ? { kind: 'reset', commit: true } : undefined;
	});
	const ran = await account.run(account.payout(), { settings: { onError: 'continueErrorOutput' } });
	expect(failureIn(ran).details).toMatchObject({ outcome: 'unknown' });
	expect(account.emulator.state.transfers.size).toBe(1);
});
