import { expectThat } from '../report';
import { deposit, inTurn } from './delivery';
import { reachable } from './listening';
import type { Stage } from './stage';

/** What the trigger remembers when n8n is restarted, when it is switched off and on, and what its test URL knows of it. */
export async function restart(stage: Stage): Promise<void> {
	const { n8n, report, plain } = stage;
	const deposits = async (count: number, name = '') =>
		await inTurn(count, async (index) => await stage.send('deposit.success', deposit(`${name}${index}`)));
	await n8n.stop();
	report.note(`n8n restarted in ${((await n8n.start()) / 1000).toFixed(1)} s`);
	await n8n.signIn();
	await reachable(plain.url);
	await stage.section('after a restart: the same', 0, async () => await deposits(100));
	await stage.section('after a restart: those of the parallel 100', 0, async () => await deposits(100, 'parallel-'));
	await stage.section('after a restart: new', 20, async () => await deposits(20, 'restart-'));

	await n8n.deactivate(plain);
	await n8n.activate(plain);
	await reachable(plain.url);
	await stage.section('switched off and on: the same', 0, async () => await deposits(20));
	await stage.section('switched off and on: new', 5, async () => await deposits(5, 'again-'));

	const workflowData = await n8n.call('GET', `/rest/workflows/${plain.id}`);
	await n8n.call('POST', `/rest/workflows/${plain.id}/run`, { workflowData, triggerToStartFrom: { name: 'Trigger' } });
	await stage.section('test URL, with a delivery that was seen', 1, async () => [
		await stage.send('deposit.success', deposit(0), { ...plain, url: plain.testUrl }),
	]);
	const { failed } = await n8n.executions(plain);
	expectThat('every execution that was started has succeeded', failed === 0, `${failed} have not`);
}
