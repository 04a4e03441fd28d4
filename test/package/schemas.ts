import { type Document, readDocument, resolve, type Schema } from '../../emulator';
import { isList, type Operation } from '../../nodes/Busha/operations/operation';

/** An object as n8n's editor reads it: nothing but types, properties and items. */
export interface Shape {
	type: string;
	properties?: Record<string, Shape>;
	items?: Shape;
}

const text: Shape = { type: 'string' };
const flag: Shape = { type: 'boolean' };
const whole: Shape = { type: 'number' };
const object = (properties: Record<string, Shape>): Shape => ({ type: 'object', properties });

/** What an operation gives: the `data` of an operation of the OpenAPI file, with what the node adds, or a shape of its own. */
type Source = { from: string; plus?: Record<string, Shape> } | { own: (of: (operationId: string) => Shape) => Shape };

const payment = (from = 'createTransfer'): Source => ({ from, plus: { replayed: flag } });
const deleted: Source = { own: () => object({ deleted: flag }) };

/** Where the output of each operation comes from. */
const SOURCES: Readonly<Record<string, Source>> = {
	'balance.create': { from: 'createBalance' },
	'balance.get': { from: 'getBalance' },
	'balance.getAll': { from: 'listBalances' },
	'bill.get': { from: 'getBillOrder' },
	'bill.getAll': { from: 'listBillOrders' },
	'bill.getQuote': { from: 'quoteBill' },
	'bill.purchase': { from: 'purchaseBill' },
	'bill.validate': { from: 'validateBillRecipient' },
	'customer.create': { from: 'createCustomer' },
	'customer.delete': deleted,
	'customer.export': { own: () => object({}) },
	'customer.get': { from: 'getCustomer' },
	'customer.getAll': { from: 'listCustomers' },
	'customer.shareToken': { own: () => object({ success: flag, message: text }) },
	'customer.update': { from: 'updateCustomer' },
	'customer.upsert': { from: 'getCustomer' },
	'customer.verify': { from: 'getCustomer' },
	'depositAddress.get': { from: 'getDepositAddress' },
	'depositAddress.getBankAccount': { from: 'getVirtualBankAccount' },
	'depositAddress.getBankAccountTerms': { from: 'getVirtualBankAccountTerms' },
	'depositAddress.regenerate': { from: 'getDepositAddress' },
	'paymentLink.activate': { from: 'activatePaymentLink' },
	'paymentLink.create': { from: 'createPaymentLink' },
	'paymentLink.delete': deleted,
	'paymentLink.get': { from: 'getPaymentLink' },
	'paymentLink.getAll': { from: 'listPaymentLinks' },
	'paymentLink.getRequests': { from: 'listPaymentLinkRequests' },
	'paymentLink.update': { from: 'updatePaymentLink' },
	'paymentRequest.create': { from: 'createPaymentRequest' },
	'paymentRequest.finalize': { from: 'finalizePaymentRequest' },
	'paymentRequest.get': { from: 'getPaymentRequest' },
	'paymentRequest.getAll': { from: 'listPaymentRequests' },
	'quote.create': { from: 'createQuote' },
	'quote.get': { from: 'getQuote' },
	'quote.getAll': { from: 'listQuotes' },
	'quote.getPrice': { from: 'createPrice' },
	'recipient.create': { from: 'createRecipient' },
	'recipient.delete': deleted,
	'recipient.get': { from: 'getRecipient' },
	'recipient.getAll': { from: 'listRecipients' },
	'recipient.resolveBankAccount': { from: 'resolveBankAccount', plus: { name_matches: flag } },
	'reference.getBanks': { from: 'listBanks' },
	'reference.getCountries': { from: 'listCountries' },
	'reference.getCurrencies': { from: 'listCurrencies' },
	'reference.getIndustries': { from: 'listIndustries' },
	'reference.getPairs': { from: 'listPairs' },
	'reference.getPaymentOptions': { from: 'listPaymentOptions' },
	'reference.validateAddress': { from: 'validateDestination' },
	'transaction.convert': payment(),
	'transaction.deposit': payment(),
	'transaction.find': {
		own: (of) =>
			object({ found: flag, reference: text, status: text, quote: of('getQuote'), transfer: of('getTransfer') }),
	},
	'transaction.get': { from: 'getTransaction' },
	'transaction.getAll': { from: 'listTransactions' },
	'transaction.getTotals': {
		own: () => object({ currency: text, count: whole, credit: text, debit: text, net: text }),
	},
	'transaction.payout': payment(),
	'transfer.create': payment(),
	'transfer.get': { from: 'getTransfer' },
	'transfer.getAll': { from: 'listTransfers' },
	'transfer.wait': { from: 'getTransfer' },
};

const DEEPEST = 4;

/** A schema of the OpenAPI file as the editor reads it. Where there are alternatives, it shows all of them at once. */
function shapeOf(document: Document, given: Schema, depth = 0): Shape {
	const schema = resolve(document, given);
	const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((key) => (schema[key] as Schema[] | undefined) ?? []);
	const shapes = parts.map((part) => shapeOf(document, part, depth));
	const own = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
	if (own.length > 0 || shapes.some(({ properties }) => properties)) {
		if (depth >= DEEPEST) return { type: 'object' };
		const inner = own.map(([name, property]) => [name, shapeOf(document, property, depth + 1)] as const);
		return object(Object.assign({}, ...shapes.map(({ properties }) => properties), Object.fromEntries(inner)) as never);
	}
	const [type = shapes[0]?.type ?? 'string'] = [schema.type].flat().filter((one) => one !== 'null') as string[];
	if (type === 'array') return { type, items: shapeOf(document, (schema.items ?? {}) as Schema, depth) };
	return { type: type === 'integer' ? 'number' : type };
}

/** The rows that an operation of the OpenAPI file answers with. */
function rowsOf(document: Document, operationId: string): Shape {
	const operation = Object.values(document.paths)
		.flatMap((methods) => Object.values(methods))
		.find((one) => one.operationId === operationId);
	const [, answer] = Object.entries(operation?.responses ?? {}).find(([status]) => status.startsWith('2')) ?? [];
	const schema = answer && resolve(document, answer as { $ref: string } & object);
	const content = (schema as { content?: Record<string, { schema: Schema }> } | undefined)?.content;
	const data = content?.['application/json'] && shapeOf(document, content['application/json'].schema).properties?.data;
	if (!data) throw new Error(`The OpenAPI file has no data for ${operationId}`);
	return data.items ?? data;
}

/** A schema, and its path from the folder `nodes`: where the editor looks for what one item of a node's output looks like. */
export interface SchemaFile {
	path: string;
	schema: Shape & { version: number };
}

const fileOf = (path: string, properties: Record<string, Shape>): SchemaFile => ({
	path,
	schema: { ...object(properties), version: 1 },
});

/** The properties that all shapes have, with the type that they have in the first one. */
function common([first, ...others]: Shape[]): Record<string, Shape> {
	const shared = Object.entries(first?.properties ?? {}).filter(([name]) =>
		others.every(({ properties }) => properties?.[name]),
	);
	return Object.fromEntries(shared);
}

/** The schemas of all operations and of both triggers. */
export function schemasOf(operations: readonly Operation[]): SchemaFile[] {
	const document = readDocument();
	const of = (operationId: string): Shape => rowsOf(document, operationId);
	return [...ofOperations(operations, of), ...ofTriggers(of)];
}

/** A trigger gives objects of several kinds: what they have in common is shown. */
function ofTriggers(of: (operationId: string) => Shape): SchemaFile[] {
	const reported = ['getTransfer', 'getCustomer', 'getPaymentRequest', 'getBillOrder'].map(of);
	const watched = ['getTransfer', 'getTransaction', 'getCustomer'].map(of);
	const delivery = { business_id: text, event: text, data: object(common(reported)) };
	return [
		fileOf('BushaTrigger/__schema__/v1.0.0.json', delivery),
		fileOf('BushaPollingTrigger/__schema__/v1.0.0.json', common(watched)),
	];
}

function ofOperations(operations: readonly Operation[], of: (operationId: string) => Shape): SchemaFile[] {
	return operations.map((one) => {
		const { resource, operation, simple } = one;
		const source = SOURCES[`${resource}.${operation}`];
		if (!source) throw new Error(`It is not known what ${resource}.${operation} gives`);
		const shape = 'own' in source ? source.own(of) : of(source.from);
		const added = 'own' in source ? {} : source.plus;
		const all = Object.entries({ ...shape.properties, ...added });
		const shown = isList(one) && simple ? all.filter(([name]) => simple.includes(name)) : all;
		return fileOf(`Busha/__schema__/v1.0.0/${resource}/${operation}.json`, Object.fromEntries(shown));
	});
}
