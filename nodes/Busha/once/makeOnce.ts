import type { Settled } from '../api/client';
import { makeByKey } from './byKey';
import { makeByList } from './byList';
import type { ByList, Listed, Made, Making, OnceContext } from './making';

/**
 * Makes an object at most once although Busha takes no reference for it: whatever an earlier try may have made is looked
 * for before anything is made. The object is found by a key that tells it from all others, or by comparing the list
 * before and after. `replayed` says that it existed before this try. What cannot be settled is a BushaError with the
 * outcome `unknown`, and is not made again.
 */
export async function makeOnce<Row extends Listed>(
	context: OnceContext,
	making: Making<Row, ByList<Row>>,
): Promise<Settled<Row>>;
export async function makeOnce<Row extends Made>(context: OnceContext, making: Making<Row>): Promise<Settled<Row>>;
export async function makeOnce<Row extends Listed>(
	context: OnceContext,
	{ call, finding }: Making<Row>,
): Promise<Settled<Row>> {
	return 'key' in finding ? await makeByKey(context, { call, finding }) : await makeByList(context, { call, finding });
}
