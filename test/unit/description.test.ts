import type { INodeProperties } from 'n8n-workflow';

import type { Field } from '../../nodes/Busha/fields/field';
import { text } from '../../nodes/Busha/fields/text';
import { properties } from '../../nodes/Busha/operations';
import * as all from '../../nodes/Busha/operations/all';
import { define } from '../../nodes/Busha/operations/operation';
import { fieldProperties } from '../../nodes/Busha/operations/panel';
import { RESOURCES } from '../../nodes/Busha/operations/resources';

const panel = properties();
const operations = Object.values(all);

/** The fields that the panel shows for an operation, as n8n decides it, whatever the values of other fields. */
function shownFor(resource: string, operation: string): INodeProperties[] {
	return panel.filter(({ name, displayOptions }) => {
		const show = displayOptions?.show;
		if (name === 'resource' || name === 'operation' || !show) return false;
		return (
			(show.resource as string[]).includes(resource) &&
			(!show.operation || (show.operation as string[]).includes(operation))
		);
	});
}

test.each(operations.map((one) => [`${one.resource} > ${one.operation}`, one] as const))(
	'%s shows its own fields, in its own order',
	(_name, one) => {
		expect(shownFor(one.resource, one.operation).map(({ name }) => name)).toEqual(one.fields.map(({ name }) => name));
	},
);

test.each(operations.filter(({ simple }) => simple).map((one) => [`${one.resource} > ${one.operation}`, one] as const))(
	'%s keeps at most ten fields when simplified, one of them what it is known by',
	(_name, { simple = [] }) => {
		expect(simple.length).toBeLessThanOrEqual(10);
		expect(['id', 'code', 'channel']).toContain(simple[0]);
	},
);

test('operations that act for a customer show Customer ID first', () => {
	const acting = operations.filter(({ fields }) => fields.some(({ profile }) => profile));
	expect(acting.length).toBeGreaterThan(20);
	for (const { fields } of acting)
		expect(fields.find(({ property }) => property.type !== 'notice')?.name).toBe('customerId');
});

test('every operation is listed under its resource', () => {
	const listed = panel
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			options.map(
				(option) => `${String(displayOptions?.show?.resource)}.${'value' in option ? String(option.value) : ''}`,
			),
		);
	expect(listed.sort()).toEqual(operations.map(({ resource, operation }) => `${resource}.${operation}`).sort());
});

test('fields that look alike in several resources are one property', () => {
	const shown = panel
		.filter(({ name }) => name === 'amountType')
		.map(({ displayOptions }) => displayOptions?.show?.resource);
	expect(shown).toEqual([expect.arrayContaining(['transaction', 'quote'])]);
	expect(panel.filter(({ name }) => name === 'returnAll').map(({ displayOptions }) => displayOptions?.show)).toEqual([
		{ resource: expect.any(Array) as string[], operation: expect.arrayContaining(['getAll']) as string[] },
	]);
});

test('lists are simplified unless the user wants all, and single objects only if the user wants it', () => {
	const simplified = (name: string) =>
		shownFor('paymentLink', name).find((field) => field.name === 'simplify')?.default;
	expect(['get', 'getAll', 'getRequests'].map(simplified)).toEqual([false, true, true]);
});

test('operations that may move money are marked so', () => {
	const money = operations
		.filter(({ effect }) => effect === 'money')
		.map(({ resource, operation }) => `${resource}.${operation}`);
	expect(money.sort()).toEqual([
		'bill.purchase',
		'transaction.convert',
		'transaction.deposit',
		'transaction.payout',
		'transfer.create',
	]);
});

test('operations that want the same fields in different orders are named, with the fields', () => {
	const [a, b, c] = ['a', 'b', 'c'].map((name) => text(name, name));
	const operation = (name: string, fields: Field[]) =>
		define({
			resource: 'quote',
			operation: name,
			name,
			action: '',
			description: '',
			effect: 'read',
			fields,
			run: async () => await Promise.resolve({}),
		});
	const [first, second, third] = [
		operation('first', [a, b, c] as Field[]),
		operation('second', [c, a] as Field[]),
		operation('third', [a, c] as Field[]),
	];
	expect(() => fieldProperties([first, third])).not.toThrow();
	expect(() => fieldProperties([third, first, second])).toThrow(
		/quote\.(first|third).* and quote\.second|quote\.second and quote\.(first|third)/,
	);
	expect(() => fieldProperties([first, second])).toThrow(/: .*a.*c|: .*c.*a/);
});

test('the panel lists every resource that has operations, and no other', () => {
	const listed = panel
		.find(({ name }) => name === 'resource')
		?.options?.map((option) => ('value' in option ? option.value : ''));
	expect(listed).toEqual(Object.keys(RESOURCES));
	expect(new Set(listed)).toEqual(new Set(operations.map(({ resource }) => resource)));
});
