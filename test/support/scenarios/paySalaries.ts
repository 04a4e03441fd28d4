import type { IRun } from 'n8n-workflow';

import type { Emulator } from '../../../emulator';
import { parseCsv } from '../csv';
import { addStandIns } from '../standIns';
import { runExample, type Scenarios } from './run';

const FILE = 'pay-salaries.json';
const SHEET = '/payroll/salaries-2026-11.csv';
const ADA = 'E1,"Sample, Ada",099999,0123456780,1500.50';
const BOLA = 'E2,Bola Sample,099999,0123456781,2000';
/** The account is that of somebody else. */
const WRONG = 'E3,Ada Sample,099999,0123456782,1000';

/** Runs the example over a sheet, and keeps what it writes on the same disk. */
async function payroll(emulator: Emulator, files: Map<string, Buffer>, rows: string[], total: string): Promise<IRun> {
	addStandIns({ files });
	const csv = ['\uFEFFemployee,name,bankCode,accountNumber,amount', ...rows, ''].join('\r\n');
	files.set(SHEET, Buffer.from(csv));
	return await runExample(emulator, FILE, { fields: { 'This Month': { folder: '/payroll', total } } });
}

const sheet = (files: Map<string, Buffer>, name: string) =>
	parseCsv(
		files
			.get(`/payroll/salaries-2026-11-${name}.csv`)
			?.toString()
			.replace(/^\uFEFF/, '') ?? '',
	);

const transfers = (emulator: Emulator) =>
	[...emulator.state.transfers.values()].map(({ reference, target_amount }) => [reference, target_amount]);

/** A sheet that is wrong stops the workflow, and nothing is asked of Busha. */
const stops = (rows: string[], total: string, message: string) => async (emulator: Emulator) => {
	const run = await payroll(emulator, new Map(), rows, total);
	expect(run.data.resultData.error?.message).toContain(message);
	expect(emulator.requests).toEqual([]);
};

export const paySalaries: Scenarios = {
	'pays the rows that are right, and writes each row into the sheet where it belongs': async (emulator) => {
		const files = new Map<string, Buffer>();
		const run = await payroll(emulator, files, [ADA, BOLA, WRONG], '4500.50');
		expect(run.data.resultData.error).toBeUndefined();
		expect(sheet(files, 'paid')).toMatchObject([
			{ employee: 'E1', name: 'Sample, Ada', amount: '1500.50', reference: 'salary-2026-11-E1', paidBefore: 'no' },
			{ employee: 'E2', name: 'Bola Sample', status: 'funds_delivered', paidBefore: 'no' },
		]);
		expect(sheet(files, 'problems')).toEqual([
			{
				employee: 'E3',
				name: 'Ada Sample',
				amount: '1000',
				reference: 'salary-2026-11-E3',
				problem: 'The account belongs to CHIDI SAMPLE.',
				whatToDo: 'Correct the name or the account number in the sheet.',
				outcome: 'notSent',
			},
		]);
		expect(transfers(emulator)).toEqual([
			['salary-2026-11-E1', '1500.5'],
			['salary-2026-11-E2', '2000'],
		]);
	},
	'pays only what is corrected when it runs again': async (emulator) => {
		const files = new Map<string, Buffer>();
		await payroll(emulator, files, [ADA, WRONG], '2500.50');
		await payroll(emulator, files, [ADA, WRONG.replace('Ada', 'Chidi')], '2500.50');
		expect(sheet(files, 'paid').map(({ employee, paidBefore }) => [employee, paidBefore])).toEqual([
			['E1', 'yes'],
			['E3', 'no'],
		]);
		expect(transfers(emulator)).toHaveLength(2);
	},
	'pays nobody when the balance does not suffice for all of them': async (emulator) => {
		const files = new Map<string, Buffer>();
		await payroll(emulator, files, [ADA.replace('1500.50', '500000'), BOLA.replace('2000', '499999')], '999999');
		expect(sheet(files, 'problems').map(({ employee, outcome }) => [employee, outcome])).toEqual([
			['E1', 'notSent'],
			['E2', 'notSent'],
		]);
		expect(transfers(emulator)).toEqual([]);
	},
	'pays once when an answer is lost, and the refused row is a problem with its reason': async (emulator) => {
		emulator.fault({ method: 'POST', path: '/v1/transfers' }, { kind: 'reset', commit: true });
		emulator.fault(
			{
				path: '/v1/quotes',
				where: ({ body }) => (body as { reference?: string } | undefined)?.reference === 'salary-2026-11-E2',
			},
			{ kind: 'answer', status: 400, commit: false },
		);
		const files = new Map<string, Buffer>();
		await payroll(emulator, files, [ADA, BOLA], '3500.50');
		const rows = [...sheet(files, 'paid'), ...sheet(files, 'problems')];
		expect(rows.map(({ employee }) => employee).sort()).toEqual(['E1', 'E2']);
		expect(sheet(files, 'problems')).toMatchObject([
			{ outcome: 'rejected', problem: expect.stringContaining('refused') as string },
		]);
		expect(transfers(emulator)).toHaveLength(1);
	},
	'stops when the rows do not add up': stops(
		[ADA, BOLA],
		'3500.51',
		'The rows add up to 3500.50, but the total should be 3500.51. Nobody was paid.',
	),
	'stops when an employee comes twice': stops(
		[ADA, ADA],
		'3001',
		'Row 3 of the sheet is the second one for the employee E1.',
	),
	'stops when a spreadsheet has removed zeros': stops(
		[ADA.replace('0123456780', '123456780')],
		'1500.50',
		'Row 2 of the sheet has no account number of ten digits.',
	),
	'stops when a cell is empty': stops([ADA.replace('1500.50', '')], '0', 'Row 2 of the sheet has no amount.'),
};
