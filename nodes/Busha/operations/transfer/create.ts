import { onBehalfOf } from '../../fields/customer';
import { quoteId } from '../../fields/ids';
import { movesMoney } from '../../fields/notice';
import { executeGiven } from '../../money/given';
import { output } from '../../money/reported';
import { define } from '../operation';
import { simpleTransfer } from './simple';

export const createTransfer = define({
	resource: 'transfer',
	operation: 'create',
	name: 'Create',
	action: 'Create transfer',
	description: 'Execute a quote. A quote that was already used gives its existing transfer.',
	effect: 'money',
	fields: [movesMoney, onBehalfOf, quoteId],
	simple: simpleTransfer,
	run: async (item) => output(await executeGiven(item, item.input.quoteId)),
});
