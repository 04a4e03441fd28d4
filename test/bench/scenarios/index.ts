import type { Scenario } from '../result';
import { create } from './create';
import { limits } from './limits';
import { list } from './list';
import { loading } from './load';
import { olderQuotes } from './olderQuotes';
import { parameters } from './parameters';
import { safety } from './safety';
import { slow } from './slow';
import { totals } from './totals';
import { unknown } from './unknown';
import { webhook } from './webhook';

/** Everything that is measured, in the order of the page. */
export const SCENARIOS: readonly Scenario[] = [
	create,
	limits,
	unknown,
	safety,
	slow,
	list,
	totals,
	olderQuotes,
	webhook,
	loading,
	parameters,
];
