import { createHmac } from 'node:crypto';

/** A request that must not start an execution. */
export interface Forgery {
	kind: string;
	body: Buffer;
	headers: Record<string, string | string[]>;
	/** The statuses that may answer it. */
	answers: number[];
}

const HEADER = 'x-bu-signature';

/** Numbers that look random and are the same in every run. */
function numbers(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		return Math.floor((state / 2_147_483_648) * below);
	};
}

function hmac(body: Buffer, secret: string): Buffer {
	return createHmac('sha256', secret).update(body).digest();
}

const signed = (body: Buffer, secret: string) => ({ [HEADER]: hmac(body, secret).toString('base64') });

function sample(index: number): Buffer {
	const id = `TRF_Sample${String(index).padStart(6, '0')}`;
	const data = {
		id,
		profile_id: 'CUS_Sample0000001',
		status: 'funds_received',
		description: 'Köln €',
		updated_at: '2026-05-01T09:01:00.685331Z',
	};
	return Buffer.from(
		JSON.stringify({ business_id: 'BUS_Sample0000000000001', event: 'transfer.funds_received', data }),
	);
}

const nested = (depth: number, open: string, close: string) => `${open.repeat(depth)}1${close.repeat(depth)}`;

/** Bodies that are signed as they should be, and still are no delivery. */
function brokenBodies(): Array<[kind: string, body: string | Buffer]> {
	const whole = sample(1).toString();
	const data = '"data":{"id":"TRF_1"}';
	const head = '"business_id":"BUS_1","event":"transfer.pending"';
	const shapes = [
		'',
		' ',
		'null',
		'true',
		'0',
		'""',
		'[]',
		'{}',
		'"text"',
		`[${whole}]`,
		`{${head}}`,
		`{"event":"transfer.pending",${data}}`,
		`{"business_id":"BUS_1",${data}}`,
		`{${head},"data":null}`,
		`{${head},"data":[]}`,
		`{${head},"data":"TRF_1"}`,
		`{${head},"data":{}}`,
		`{${head},"data":{"id":""}}`,
		`{${head},"data":{"id":7}}`,
		`{${head},"data":{"id":null}}`,
		`{${head},"data":{"id":["TRF_1"]}}`,
		`{${head},"data":[{"id":"TRF_1"}]}`,
		`{"business_id":1,"event":"transfer.pending",${data}}`,
		`{"business_id":"","event":"transfer.pending",${data}}`,
		`{"business_id":"BUS_1","event":"",${data}}`,
		`{"business_id":"BUS_1","event":null,${data}}`,
		`{"business_id":"BUS_1","event":["transfer.pending"],${data}}`,
		`{"business_id":"BUS_1","event":{"name":"transfer.pending"},${data}}`,
		`{"payload":${whole}}`,
		`${whole}${whole}`,
		`${whole},`,
		`{${head},${data},}`,
		whole.replaceAll('"', "'"),
		`\ufeff${whole}`,
		`${whole}\u0000`,
		`NaN`,
		`{${head},"data":{"id":"TRF_1","amount":NaN}}`,
		'event=transfer.pending&business_id=BUS_1',
		'<event>transfer.pending</event>',
	];
	const doubled = [
		`{${head},"event":"transfer.completed",${data}}`,
		`{${head},${data},${data}}`,
		`{${head},"data":{"id":"TRF_1","id":"TRF_2"}}`,
		`{${head},"data":{"id":"TRF_1","\\u0069d":"TRF_2"}}`,
		`{${head},"data":{"id":"TRF_1","pay_in":{"a":1,"a":2}}}`,
		`{"business_id":"BUS_2",${head},${data}}`,
		`{${head},"data":{"id":"TRF_1","list":[{"a":1,"a":1}]}}`,
		`{${head},"data":{"id":"TRF_1","a":"x:\\":y","a":"z"}}`,
	];
	const reach = ['__proto__', 'constructor', 'prototype', '\\u005f_proto__'].flatMap((key) => [
		`{${head},${data},"${key}":{"admin":true}}`,
		`{${head},"data":{"id":"TRF_1","${key}":{"admin":true}}}`,
		`{${head},"data":{"id":"TRF_1","list":[{"${key}":1}]}}`,
		`{"${key}":{${head}},${data}}`,
		`{${head},"data":{"${key}":{"id":"TRF_1"}}}`,
	]);
	const deep = [33, 100, 5_000, 100_000].flatMap((depth) => [
		`{${head},"data":{"id":"TRF_1","list":${nested(depth, '[', ']')}}}`,
		`{${head},"data":{"id":"TRF_1","inner":${nested(depth, '{"a":', '}')}}}`,
		nested(depth, '[', ']'),
	]);
	const huge = [
		`{${head},"data":{"id":"TRF_1","text":"${'x'.repeat(1_100_000)}"}}`,
		`{${head},"data":{"id":"TRF_1","text":"${'\\"'.repeat(700_000)}"}}`,
		`{${head},"data":{"id":"TRF_1","list":[${'0,'.repeat(800_000)}0]}}`,
		' '.repeat(2_000_000),
	];
	const spoilt = Buffer.concat([
		Buffer.from(`{${head},"data":{"id":"TRF_1","text":"`),
		Buffer.from([0xc3, 0x28]),
		Buffer.from('"}}'),
	]);
	const bytes = [Buffer.from([0xff, 0xfe]), Buffer.from(whole, 'utf16le'), Buffer.from(whole, 'latin1'), spoilt];
	const kinds = {
		'another shape': shapes,
		'a key twice': doubled,
		'a prototype key': reach,
		'deep JSON': deep,
		'a huge body': huge,
		'no UTF-8': bytes,
	};
	return Object.entries(kinds).flatMap(([kind, bodies]) =>
		bodies.map((body): [string, string | Buffer] => [kind, body]),
	);
}

/** At least 500 forged or broken requests, the same in every run. */
export function forgeries(secret: string): Forgery[] {
	const random = numbers(20_260_501);
	const made: Forgery[] = [];
	const forged = (kind: string, body: Buffer, headers: Forgery['headers']): void => {
		made.push({ kind, body, headers, answers: [401] });
	};
	for (let index = 0; index < 60; index++) {
		const body = sample(index);
		const right = hmac(body, secret);
		const wrongKeys = [
			`${secret} `,
			secret.slice(1),
			secret.toUpperCase(),
			'',
			'sample_webhook_secret',
			secret + secret,
		];
		forged('a wrong key', body, signed(body, wrongKeys[index % wrongKeys.length] ?? ''));
		forged('a truncated body', body.subarray(0, 1 + random(body.length - 1)), signed(body, secret));
		const altered = Buffer.from(body);
		altered[random(body.length)]! ^= 1 << random(8);
		forged('an altered byte', altered, signed(body, secret));
		const spelt = right.toString('base64');
		const other = [
			right.toString('hex'),
			right.toString('base64url'),
			`sha256=${spelt}`,
			`${spelt}=`,
			spelt.slice(0, -1),
			` ${spelt.slice(1)}`,
			`"${spelt}"`,
			right.toString('latin1').replace(/[^\x20-\x7e]/g, '?'),
			`${spelt}, ${spelt}`,
			spelt.toLowerCase(),
			right.toString('hex').toUpperCase(),
			Buffer.from(spelt).toString('base64'),
			`${spelt.slice(0, 42)}${spelt[42] === 'A' ? 'B' : 'A'}=`,
			createHmac('sha1', secret).update(body).digest('base64'),
			createHmac('sha512', secret).update(body).digest('base64'),
			createHmac('sha256', Buffer.from(secret, 'hex')).update(body).digest('base64'),
		];
		forged('another encoding', body, { [HEADER]: other[index % other.length] ?? '' });
		const headers: Array<Forgery['headers']> = [
			{},
			{ [HEADER]: '' },
			{ 'x-busha-signature': spelt },
			{ 'x-signature': spelt },
			{ authorization: `Bearer ${secret}` },
			{ [HEADER]: [spelt, spelt] },
		];
		forged('a missing header', body, headers[index % headers.length] ?? {});
		const changed = Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 1 + (index % 3)));
		forged('a body written anew', changed, signed(body, secret));
		forged('the signature of another body', body, signed(sample(index + 1), secret));
	}
	for (const [kind, content] of brokenBodies()) {
		const body = Buffer.isBuffer(content) ? content : Buffer.from(content);
		made.push({ kind, body, headers: signed(body, secret), answers: [400] });
		forged(`${kind}, unsigned`, body, {});
	}
	return made;
}
