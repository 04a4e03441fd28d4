import { addressHandlers } from './addressHandlers';
import { balanceHandlers } from './balanceHandlers';
import { billHandlers } from './billHandlers';
import { customerHandlers } from './customerHandlers';
import { paymentLinkHandlers } from './paymentLinkHandlers';
import { paymentRequestHandlers } from './paymentRequestHandlers';
import { quoteHandlers } from './quoteHandlers';
import { recipientHandlers } from './recipientHandlers';
import { catalogueHandlers } from './catalogueHandlers';
import { transactionHandlers } from './transactionHandlers';
import { transferHandlers } from './transferHandlers';
import { fileHandlers } from './fileHandlers';
import { paymentLinkRequestHandlers } from './paymentLinkRequestHandlers';
import { paymentOptionHandlers } from './paymentOptionHandlers';
import { userHandlers } from './userHandlers';
import type { Handler } from './world';

/** operationId -> what it does. Deprecated operations are missing on purpose: they answer 404. */
export const HANDLERS: Readonly<Record<string, Handler | undefined>> = {
	...addressHandlers,
	...balanceHandlers,
	...billHandlers,
	...customerHandlers,
	...paymentLinkHandlers,
	...paymentRequestHandlers,
	...quoteHandlers,
	...recipientHandlers,
	...catalogueHandlers,
	...transactionHandlers,
	...transferHandlers,
	...userHandlers,
	...paymentOptionHandlers,
	...paymentLinkRequestHandlers,
	...fileHandlers,
};
