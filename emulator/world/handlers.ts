import { addressHandlers } from './addresses';
import { balanceHandlers } from './balanceHandlers';
import { billHandlers } from './bills';
import { customerHandlers } from './customers';
import { paymentLinkHandlers } from './paymentLinks';
import { paymentRequestHandlers } from './paymentRequests';
import { quoteHandlers } from './quotes';
import { recipientHandlers } from './recipients';
import { referenceHandlers } from './references';
import { transactionHandlers } from './transactions';
import { transferHandlers } from './transfers';
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
	...referenceHandlers,
	...transactionHandlers,
	...transferHandlers,
};
