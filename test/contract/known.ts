/** Differences that are there for one reason. */
export interface Known {
	/** In plain words. */
	why: string;
	/** Each as `npm run check:contract` prints it. */
	differences: readonly string[];
}

const REQUESTS: readonly Known[] = [
	{
		why: "Busha's guides and existing integrations send the whole profile back, and what is left out could be cleared.",
		differences: [
			'PUT /v1/customers/{id}: body.country_id is not named',
			'PUT /v1/customers/{id}: body.email is not named',
			'PUT /v1/customers/{id}: body.has_accepted_terms is not named',
			'PUT /v1/customers/{id}: body.type is not named',
		],
	},
	{
		why: "Busha's guides make a business without them, so the node sends them for a business only when they are filled in.",
		differences: ['POST /v1/customers: body.address is required', 'POST /v1/customers: body.birth_date is required'],
	},
	{
		why: 'Existing integrations see 24 hexadecimal digits as the ID of recipients and transactions. The node sends the ID that Busha gave.',
		differences: [
			'DELETE /v1/recipients/{id}: path.id has the format uuid',
			'GET /v1/recipients/{id}: path.id has the format uuid',
			'GET /v1/transactions/{id}: path.id has the format uuid',
		],
	},
	{
		why: 'All lists are asked for in the same way. This one has no pages, and is read whole when the limit is ignored.',
		differences: ['GET /v1/balances: query.limit is not named'],
	},
	{
		why: 'Everything that an operation sends for a customer names the customer. The banks are the same for all, and bills are those of the business.',
		differences: [
			'GET /v1/banks: header.x-bu-profile-id is not named',
			'GET /v1/bill/orders: header.x-bu-profile-id is not named',
		],
	},
	{
		why: 'Existing integrations choose the network of an address in this way.',
		differences: ['GET /v1/addresses/{code}: query.network is not named'],
	},
	{
		why: 'The file requires a category here, but describes none, and its documentation page has none.',
		differences: [
			'POST /v1/bill/purchase: body.category is required',
			'POST /v1/bill/quote: body.category is required',
		],
	},
	{
		why: "Busha's documentation page describes it.",
		differences: ['POST /v1/bill/validate: the file does not have this operation'],
	},
];

/** The emulator stands in for Busha. What it answers was told by documentation pages, and by integrations that run. */
const ANSWERS: readonly Known[] = [
	{
		why: 'An answer to a deletion is empty, and the record of the traffic writes that as null.',
		differences: [
			'DELETE /v1/customers/{id} answers 204:  is null',
			'DELETE /v1/recipients/{id} answers 204:  is null',
		],
	},
	{
		why: "Of a country the node reads the code and the name. The rest is the emulator's own, as probes told of it.",
		differences: [
			'GET /v1/countries answers 200: data[].channels is not named',
			'GET /v1/countries answers 200: data[].currency is required',
			'GET /v1/countries answers 200: data[].currency_id is not named',
			'GET /v1/countries answers 200: data[].payment_methods is required',
			'GET /v1/countries answers 200: data[].payout_methods is required',
			'GET /v1/countries answers 200: pagination is required',
		],
	},
	{
		why: 'The emulator does not show again what a business was made with.',
		differences: [
			'GET /v1/customers/{id} answers 200: data.business_incorporation_date is required',
			'GET /v1/customers/{id} answers 200: data.business_industry is required',
		],
	},
	{
		why: 'The emulator leaves out what the node never reads.',
		differences: [
			'GET /v1/balances answers 200: data[].investments is required',
			'GET /v1/balances answers 200: data[].savings is required',
			'GET /v1/balances/{id_or_code} answers 200: data.investments is required',
			'GET /v1/balances/{id_or_code} answers 200: data.savings is required',
			'GET /v1/banks answers 200: data[].currency is required',
			'GET /v1/bill/orders answers 200: data[].category is required',
			'GET /v1/bill/orders/{id} answers 200: data.category is required',
			'GET /v1/currencies answers 200: data[].decimals is required',
			'GET /v1/currencies answers 200: pagination is required',
			'GET /v1/currencies/{code} answers 200: data.decimals is required',
			'GET /v1/transactions answers 200: data[].meta.price is required',
			'GET /v1/transactions answers 200: data[].sub_description is required',
			'GET /v1/transactions/{id} answers 200: data.sub_description is required',
			'GET /v1/transfers answers 200: data[].sub_description is required',
			'GET /v1/transfers/{id} answers 200: data.sub_description is required',
			'POST /v1/balances answers 201: data.investments is required',
			'POST /v1/balances answers 201: data.savings is required',
			'POST /v1/bill/purchase answers 201: data.category is required',
			'POST /v1/transfers answers 201: data.sub_description is required',
		],
	},
	{
		why: 'A customer, and the currency of fiat money, may lack what was never given or does not exist.',
		differences: [
			'GET /v1/currencies answers 200: data[].default_network is required',
			'GET /v1/currencies answers 200: data[].supported_networks is required',
			'GET /v1/currencies/{code} answers 200: data.default_network is required',
			'GET /v1/currencies/{code} answers 200: data.supported_networks is required',
			'GET /v1/customers answers 200: data[].business_incorporation_date is required',
			'GET /v1/customers answers 200: data[].business_industry is required',
			'POST /v1/customers answers 201: data.address is required',
			'POST /v1/customers answers 201: data.business_incorporation_date is required',
			'POST /v1/customers answers 201: data.business_industry is required',
		],
	},
	{
		why: 'The fields of a business do not fit the form of an individual, which is the nearest one.',
		differences: [
			'GET /v1/customers answers 200: data[].business_name is not named',
			'GET /v1/customers answers 200: data[].last_name is required',
		],
	},
	{
		why: 'Integrations that run see limits and fees of networks that name their currency. Nothing reads the precision.',
		differences: [
			'GET /v1/currencies answers 200: data[].precision is a text',
			'GET /v1/currencies answers 200: data[].supported_networks[].max_withdrawal_amount is a text',
			'GET /v1/currencies answers 200: data[].supported_networks[].min_deposit_amount is a text',
			'GET /v1/currencies answers 200: data[].supported_networks[].min_withdrawal_amount is a text',
			'GET /v1/currencies answers 200: data[].supported_networks[].withdrawal_fee is a text',
			'GET /v1/currencies/{code} answers 200: data.precision is a text',
			'GET /v1/currencies/{code} answers 200: data.supported_networks[].max_withdrawal_amount is a text',
			'GET /v1/currencies/{code} answers 200: data.supported_networks[].min_deposit_amount is a text',
			'GET /v1/currencies/{code} answers 200: data.supported_networks[].min_withdrawal_amount is a text',
			'GET /v1/currencies/{code} answers 200: data.supported_networks[].withdrawal_fee is a text',
		],
	},
	{
		why: "The emulator follows Busha's guides, which show more values than the file.",
		differences: [
			'GET /v1/customers answers 200: data[].kyc_status is one of pending, unverified, verified, expiry_soon, expired',
			'GET /v1/customers/{id} answers 200: data.kyc_status is one of pending, unverified, verified, expiry_soon, expired',
			'GET /v1/payments/requests answers 200: data[].status is one of pending, expired, cancelled, completed and 4 others',
			'GET /v1/payments/requests/{id} answers 200: data.pay_in.type is one of address, bank_transfer, mobile_money, paybill and 5 others',
			'GET /v1/quotes answers 200: data[].pay_in.type is one of address, bank_transfer, mobile_money, paybill and 5 others',
			'GET /v1/transfers answers 200: data[].pay_in.type is one of address, bank_transfer, mobile_money, paybill and 5 others',
			'GET /v1/transfers answers 200: data[].timeline.events[].status is one of pending, processing, funds_converted, funds_received and 5 others',
			'GET /v1/transfers/{id} answers 200: data.pay_in.type is one of address, bank_transfer, mobile_money, paybill and 5 others',
			'GET /v1/transfers/{id} answers 200: data.timeline.events[].status is one of pending, processing, funds_converted, funds_received and 5 others',
			'POST /v1/quotes answers 201: data.pay_in.type is one of address, bank_transfer, mobile_money, paybill and 5 others',
			'POST /v1/transfers answers 201: data.pay_in.type is one of address, bank_transfer, mobile_money, paybill and 5 others',
		],
	},
	{
		why: "The emulator follows Busha's guides, which show more fields than the file.",
		differences: [
			'GET /v1/bill/orders answers 200: data[].provider_reference is not named',
			'GET /v1/quotes answers 200: data[].reversal_policy is not named',
			'GET /v1/quotes/{id} answers 200: data.reversal_policy is not named',
			'GET /v1/recipients answers 200: data[].created_at is not named',
			'GET /v1/recipients answers 200: data[].updated_at is not named',
			'GET /v1/recipients/{id} answers 200: data.created_at is not named',
			'GET /v1/recipients/{id} answers 200: data.updated_at is not named',
			'GET /v1/transfers answers 200: data[].error is not named',
			'GET /v1/transfers answers 200: data[].reference is not named',
			'GET /v1/transfers/{id} answers 200: data.error is not named',
			'GET /v1/transfers/{id} answers 200: data.reference is not named',
			'POST /v1/quotes answers 201: data.quote_amount is not named',
			'POST /v1/quotes answers 201: data.quote_currency is not named',
			'POST /v1/quotes answers 201: data.reversal_policy is not named',
			'POST /v1/recipients answers 201: data.created_at is not named',
			'POST /v1/recipients answers 201: data.updated_at is not named',
			'POST /v1/transfers answers 201: data.reference is not named',
		],
	},
	{
		why: 'The form of payment links and requests was told by guides, which show a short name for a link, and fewer fields.',
		differences: [
			'GET /v1/payments/links answers 200: data[].link has the format url',
			'GET /v1/payments/links/{id} answers 200: data.link has the format url',
			'GET /v1/payments/requests/{id} answers 200: data.currency is required',
			'GET /v1/payments/requests/{id} answers 200: data.requested_amount is required',
			'DELETE /v1/payments/links/{id} answers 200: data.link has the format url',
			'GET /v1/payments/links/{id}/requests answers 200: data[].currency is required',
			'GET /v1/payments/links/{id}/requests answers 200: data[].requested_amount is required',
			'GET /v1/payments/requests answers 200: data[].currency is required',
			'GET /v1/payments/requests answers 200: data[].requested_amount is required',
			'PATCH /v1/payments/links/{id} answers 200: data.link has the format url',
			'POST /v1/payments/links/{id}/activate answers 200: data.link has the format url',
			'POST /v1/payments/requests answers 201: data.currency is required',
			'POST /v1/payments/requests answers 201: data.requested_amount is required',
			'POST /v1/payments/requests/{id}/finalize answers 200: data.currency is required',
			'POST /v1/payments/requests/{id}/finalize answers 200: data.requested_amount is required',
			'POST /v1/payments/links answers 201: data.link has the format url',
		],
	},
	{
		why: 'Integrations read addresses with status 200.',
		differences: [
			'GET /v1/addresses/{code} answers 200: this status is not named',
			'POST /v1/addresses/regenerate answers 200: this status is not named',
		],
	},
	{
		why: 'A price is of nobody, and has no reference.',
		differences: [
			'POST /v1/quotes/unauthenticated answers 201: data.profile_id is required',
			'POST /v1/quotes/unauthenticated answers 201: data.reference is required',
		],
	},
	{
		why: 'A test takes the time of a transfer away, to see that the node does without.',
		differences: ['GET /v1/transfers answers 200: data[].created_at is required'],
	},
];

/** Where the node, and the emulator in its answers, knowingly differ from the file that Busha publishes. */
export const KNOWN: readonly Known[] = [...REQUESTS, ...ANSWERS];
