/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test support, never published */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseCsv } from '../../support/csv';
import { expectThat } from '../report';
import { execute, fill, payouts, prepared, type Stage } from './stage';

export async function salaries(stage: Stage): Promise<void> {
	const workflow = prepared('pay-salaries.json', stage);
	fill(workflow, 'This Month', { folder: stage.folder });
	const saved = await stage.n8n.addWorkflow(workflow);
	const write = (...rows: string[]) =>
		writeFileSync(
			join(stage.folder, 'salaries-2026-11.csv'),
			['\uFEFFemployee,name,bankCode,accountNumber,amount', ...rows, ''].join('\r\n'),
		);
	const read = (name: string) =>
		parseCsv(readFileSync(join(stage.folder, `salaries-2026-11-${name}.csv`), 'utf8').replace(/^\uFEFF/, ''));
	const before = payouts(stage).length;
	const ada = 'E1,"Sample, Ada",099999,0123456780,2500.50';
	write(ada, 'E2,Ada Sample,099999,0123456781,2000');
	expectThat('the first run ends well', (await execute(stage, saved, 'Start')) === 'success', 'see its execution');
	const [first, problems] = [read('paid'), read('problems')];
	expectThat('the right row is paid', first[0]?.reference === 'salary-2026-11-E1', JSON.stringify(first));
	expectThat(
		'the wrong name is a problem',
		problems[0]?.problem === 'The account belongs to BOLA SAMPLE.' && problems[0].outcome === 'notSent',
		JSON.stringify(problems),
	);
	write(ada, 'E2,Bola Sample,099999,0123456781,2000');
	await execute(stage, saved, 'Start');
	const again = read('paid').map(({ paidBefore }) => paidBefore);
	expectThat('the second run pays only what was corrected', again.join() === 'yes,no', again.join());
	const made = payouts(stage).length - before;
	expectThat('two salaries are paid', made === 2, String(made));
	write(ada, ada);
	const refused = await execute(stage, saved, 'Start');
	expectThat('a sheet that is wrong stops', refused.includes('is the second one for the employee E1'), refused);
}

export async function reconciliation(stage: Stage): Promise<void> {
	const { emulator, mailbox, folder } = stage;
	const day = 24 * 3_600_000;
	const there = new Date(Date.now() + 3_600_000).toISOString().slice(0, 10);
	const today = Date.parse(`${there}T00:00:00+01:00`);
	const yesterday = new Date(today + 3_600_000 - day).toISOString().slice(0, 10);
	const [ada, bola] = [emulator.addCustomer().id, emulator.addCustomer().id];
	emulator.addTransactions(1, { profileId: ada, newestAt: today - 1, fields: () => ({ amount: '5000' }) });
	emulator.addTransactions(1, { profileId: bola, newestAt: today - day, fields: () => ({ amount: '0.3' }) });
	const rows = ['customerId,currency,credit,debit', `${ada},NGN,5000.00,0`, `${bola},NGN,0.31,0`, ''];
	writeFileSync(join(folder, `ledger-${yesterday}.csv`), rows.join('\n'));
	const workflow = prepared('reconcile-customers.json', stage);
	fill(workflow, 'Yesterday', { folder });
	const known = mailbox.letters.length;
	const run = await execute(stage, await stage.n8n.addWorkflow(workflow), 'Every Morning');
	expectThat('it ends well', run === 'success', run);
	const letter = await mailbox.next(known);
	expectThat(
		'the letter names the difference',
		letter.includes(`${bola} NGN: Busha says in 0.3, out 0; the ledger says in 0.31, out 0`) && !letter.includes(ada),
		letter,
	);
}

/** The example works as it is: its payees are the emulator's. */
export async function payees(stage: Stage): Promise<void> {
	const saved = await stage.n8n.addWorkflow(prepared('check-payees.json', stage));
	const before = payouts(stage).length;
	for (let run = 0; run < 2; run++) {
		const end = await execute(stage, saved, 'Start');
		expectThat('it ends well', end === 'success', end);
	}
	const made = payouts(stage).length - before;
	expectThat('the payee is paid once', made === 1, String(made));
}
