import { generateKeyPairSync, sign } from 'node:crypto';

/** One value of DER: its tag, the length of its content, and the content. */
function der(tag: number, ...parts: Buffer[]): Buffer {
	const content = Buffer.concat(parts);
	const length = content.length < 128 ? [content.length] : [0x82, content.length >> 8, content.length & 255];
	return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

const sequence = (...parts: Buffer[]): Buffer => der(0x30, ...parts);
const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const utcTime = (time: number): Buffer =>
	der(0x17, Buffer.from(new Date(time).toISOString().replace(/[-:T]|^20|\.\d+/g, '')));

const ECDSA_WITH_SHA256 = sequence(der(0x06, hex('2a8648ce3d040302')));
const COMMON_NAME = der(0x06, hex('550403'));
const DAY = 86_400_000;

/** A key and a certificate that nobody else has signed, both as PEM. Node.js can judge certificates, but makes none. */
export function selfSigned(name: string): { key: string; cert: string } {
	const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const holder = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(name)))));
	const content = sequence(
		der(0x02, Buffer.from([1])),
		ECDSA_WITH_SHA256,
		holder,
		sequence(utcTime(Date.now() - DAY), utcTime(Date.now() + DAY)),
		holder,
		publicKey.export({ type: 'spki', format: 'der' }),
	);
	const signature = sign('sha256', content, privateKey);
	const certificate = sequence(content, ECDSA_WITH_SHA256, der(0x03, Buffer.from([0]), signature));
	const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
	const cert = ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
	return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, cert };
}
