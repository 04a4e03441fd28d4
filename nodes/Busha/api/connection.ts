import type { Result } from './retry';

/** A connection that failed before anything was sent: what happened, and what to do. */
export interface NotConnected {
	result: Result;
	message: string;
	advice: string;
}

/** The parts of an error of Node.js that are looked at. Everything else may hold the key. */
interface Link {
	code: string;
	syscall?: unknown;
	message?: unknown;
	/** The host or address, and the port, of a connection. */
	place: string;
}

/** Nothing is sent before the certificate was judged. See "Certificate error codes" and the TLS errors of Node.js. */
const CERTIFICATES: Readonly<Record<string, string>> = {
	CERT_HAS_EXPIRED: "It has expired, or this machine's clock is wrong.",
	CERT_NOT_YET_VALID: "It is not valid yet, or this machine's clock is wrong.",
	ERR_TLS_CERT_ALTNAME_INVALID:
		'It is for another host. Check the base URL in the credential, and any proxy in between.',
	...Object.fromEntries(
		[
			'DEPTH_ZERO_SELF_SIGNED_CERT',
			'SELF_SIGNED_CERT_IN_CHAIN',
			'UNABLE_TO_GET_ISSUER_CERT',
			'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
			'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
			'CERT_UNTRUSTED',
			'INVALID_CA',
		].map((code) => [
			code,
			'Its issuer is not known. If a proxy of your own signs it, give n8n the certificate of that proxy: set the environment variable NODE_EXTRA_CA_CERTS to the file that holds it, and restart n8n.',
		]),
	),
};

/** How Node.js ends its message when the other side hangs up during the handshake. Other errors of TLS can come later. */
const TLS_BROKE_OFF = 'before secure TLS connection was established';

/** How Node.js writes a failed system call. n8n 1 keeps the texts of the errors that it wraps, and nothing else of them. */
const SYSTEM_CALL = /^(connect|getaddrinfo) (E[A-Z_]+) (\S+)/;

function linkOfText(text: unknown, otherwise: string): Link {
	const [, syscall, code = otherwise, place = ''] = SYSTEM_CALL.exec(String(text)) ?? [];
	return { code, syscall, message: text, place };
}

const placed = ({ code, place }: Link): string => [code, place].filter(Boolean).join(' ');

/** What is known of an error: itself and its causes, which n8n and its HTTP library wrap several times. */
function linksOf(error: unknown, depth = 0): Link[] {
	if (typeof error !== 'object' || error === null || depth > 5) return [];
	const {
		httpCode,
		code = httpCode,
		syscall,
		message,
		address,
		hostname,
		host,
		port,
		cause,
		errors,
		messages,
	} = error as Record<string, unknown>;
	const place = [address ?? hostname ?? host, port]
		.filter((part) => typeof part === 'string' || typeof part === 'number')
		.join(':');
	const link = { code: typeof code === 'string' ? code : '', syscall, message, place };
	const tries = Array.isArray(errors) ? errors.flatMap((one) => linksOf(one, depth + 1)) : [];
	const texts = Array.isArray(messages) ? messages.map((text) => linkOfText(text, link.code)) : [];
	return [link, ...texts, ...tries, ...linksOf(cause, depth + 1)];
}

/** Node.js's code of an error, such as `ECONNRESET`, or an empty text. */
export function codeOf(error: unknown): string {
	return linksOf(error).find(({ code }) => code !== '')?.code ?? '';
}

/**
 * Judges an error of n8n's HTTP helper: undefined, unless it is certain that nothing was sent. A code such as
 * `EHOSTUNREACH` does not tell, since reading an answer ends with it too; the system call that failed does.
 */
export function notConnected(error: unknown): NotConnected | undefined {
	const links = linksOf(error);
	const certificate = links.find(({ code }) => Object.hasOwn(CERTIFICATES, code))?.code;
	if (certificate !== undefined) {
		const advice = `${CERTIFICATES[certificate]} (${certificate})`;
		return { result: 'barred', message: 'The certificate of the address is not trusted, so nothing was sent', advice };
	}
	if (links.some(({ code }) => code === 'ERR_INVALID_URL')) {
		return {
			result: 'barred',
			message: 'The base URL is not an address, so nothing was sent',
			advice: 'Check the base URL in the credential.',
		};
	}
	const lookup = links.find(({ syscall }) => syscall === 'getaddrinfo');
	if (lookup) {
		const advice = `Check the environment and the base URL in the credential, and the name service of this machine (${placed(lookup)}).`;
		return { result: 'notSent', message: 'The host of Busha could not be found, so nothing was sent', advice };
	}
	const refused = links.find(
		({ syscall, message }) => syscall === 'connect' || (typeof message === 'string' && message.endsWith(TLS_BROKE_OFF)),
	);
	if (!refused) return undefined;
	return {
		result: 'notSent',
		message: 'Busha could not be reached, so nothing was sent',
		advice: `Check the base URL in the credential, any proxy in between, and this machine's connection (${placed(refused)}).`,
	};
}
