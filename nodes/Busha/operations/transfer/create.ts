import { onBehalfOf } from '../../fields/customer';
import { text } from '../../fields/text';
import { executeGiven } from '../../money/given';
import { output } from '../../money/reported';
import { define } from '../operation';

export const createTransfer = define({
	resource: 'transfer',
	operation: 'create',
	name: 'Create',
	action: 'Create transfer',
	description: 'Execute a quote. A quote that was already used gives its existing transfer.',
	effect: 'money',
	fields: [onBehalfOf, text('quoteId', 'Quote ID', { placeholder: 'QUO_Sample000001' })],
	run: async (item) => output(await executeGiven(item, item.input.quoteId)),
});
