import { add } from './creator';
import { differencesOf } from './differences';
import type { Editor } from './editor';
import type { Stage } from './stage';

export const DIALOG = 'editCredential-modal';
export const TESTED = 'Connection tested successfully';
const FAILED = 'connect with these settings';

/** Makes a credential from the panel of a node. It is not saved. */
export async function newCredential(editor: Editor, baseUrl: string): Promise<void> {
	const first = editor.part('node-credentials-empty-state').getByRole('button');
	const choice = editor.part('node-credentials-select');
	await first.or(choice).first().click();
	if (await choice.isVisible())
		await editor.page.getByTestId('node-credentials-select-item-new').filter({ visible: true }).click();
	await editor.part(DIALOG).waitFor();
	await editor.select('environment', 'Custom');
	await editor.type('baseUrl', baseUrl);
}

/** Enters a secret key and saves, upon which n8n tests the credential. */
export async function saveWith(editor: Editor, key: string): Promise<void> {
	await editor.type('secretKey', key);
	await editor.part('credential-save-button').click();
}

/** Waits for the end of a good test, with which n8n 2 closes the dialog, and opens it again. n8n then repeats the test. */
export async function openTested(editor: Editor): Promise<void> {
	const dialog = editor.part(DIALOG);
	const tested = dialog.getByText(TESTED).filter({ visible: true });
	const edit = editor.part('credential-edit-button');
	await Promise.race([tested.waitFor(), dialog.waitFor({ state: 'hidden' })]);
	if (await dialog.isVisible()) await editor.closeDialog(DIALOG);
	await edit.click();
	await editor.shows(DIALOG, TESTED);
}

/** Makes the first credential of an n8n, as somebody does who has none yet. */
export async function credential({ editor, emulator, version }: Stage): Promise<string | undefined> {
	const { wrongKey, notes } = differencesOf(version);
	await add(editor, 'balance', 'Get many balances');
	await newCredential(editor, emulator.url);
	await saveWith(editor, 'not-the-key');
	await editor.shows(DIALOG, FAILED);
	await editor.part(DIALOG).getByText('More details', { exact: true }).first().click();
	await editor.shows(DIALOG, wrongKey);
	await saveWith(editor, emulator.secretKey);
	await openTested(editor);
	await editor.closeDialog(DIALOG);
	await editor.execute();
	await editor.shows('output-panel', 'NGN');
	return notes.wrongKey;
}
