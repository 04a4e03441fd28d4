import { Emulator } from './emulator';
import type { EmulatorOptions } from './types';

export { contract } from './contract/contract';
export { Emulator, type HistoryOptions } from './emulator';
export { Decimal, text } from './money';
export { RateLimit } from './rateLimit';
export type { Fault, FaultMatch } from './faults';
export { PLAIN, type Forms } from './forms';
export type { State } from './state';
export type { EmulatorOptions, Exchanged, RecordedRequest } from './types';
export { sign, type Delivery } from './webhooks';
export { BANKS } from './world/banks';
export type { Balance } from './world/balance';
export type { Customer } from './world/customer';
export { type Quote, quoteAnswer } from './world/quote';
export type { Recipient } from './world/recipient';
export type { Transaction } from './world/transaction';
export type { Transfer } from './world/transfer';
export { TRANSFER_TIME } from './world/transferFlow';

/** Starts a local Busha on 127.0.0.1. Several can run in one process; they share only the compiled validators. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	return await new Emulator(options).listen();
}
export { readDocument, type Document, type Schema } from './contract/document';
export { resolve } from './contract/strict';
