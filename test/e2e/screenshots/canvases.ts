import { example } from '../../support/examples';
import type { Shot } from './shot';

/** An example as it looks when it was imported and the credential chosen. */
const canvas = (name: string, height: number, width = 1680): Shot => ({
	name,
	size: { width, height },
	play: async ({ editor, credential }) => {
		const bushaApi = await credential();
		const { nodes, ...workflow } = example(`${name}.json`);
		const own = nodes.map((node) => (node.credentials ? { ...node, credentials: { bushaApi } } : node));
		await editor.open({ ...workflow, nodes: own });
		// All of it in view.
		await editor.page.keyboard.press('1');
		return undefined;
	},
});

export const canvases: readonly Shot[] = [
	canvas('onboard-and-pay-out', 760),
	canvas('greet-verified-customer', 720),
	canvas('sweep-deposits', 640),
	canvas('check-payees', 860),
	canvas('pay-salaries', 1040, 2400),
	canvas('reconcile-customers', 760),
	canvas('payment-link-for-order', 860),
	canvas('approve-payout-in-chat', 1040),
	canvas('safety-net', 1040),
	canvas('agent-with-approval', 1240),
];
