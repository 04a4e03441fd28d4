import type { Case } from './case';
import { deliveries } from './deliveries';
import { kills } from './kills';
import { limits } from './limits';
import { people } from './people';
import { shutdown } from './shutdown';
import { stores } from './stores';
import { together } from './together';

/** Everything that is done to n8n in queue mode. docs/queue-mode.md tells what was seen of each. */
export const CASES: readonly Case[] = [
	...limits,
	...kills,
	...people,
	...together,
	...deliveries,
	...stores,
	...shutdown,
];
