import { timestamp } from '../timestamps';
import type { TransferStatus } from './transfer';

export interface TimelineEvent {
	step: number;
	done: boolean;
	status: string;
	title: string;
	description: string;
	timestamp?: string;
}

export interface Timeline {
	total_steps: number;
	current_step: number;
	transfer_status: string;
	events: TimelineEvent[];
}

/** Right after creation a timeline is empty. */
export const emptyTimeline = (): Timeline => ({ total_steps: 0, current_step: 0, transfer_status: '', events: [] });

const TEXTS: Record<TransferStatus, [title: string, description: string]> = {
	pending: ['Transfer Started', 'Waiting for the payment'],
	processing: ['Processing', 'Working on it'],
	funds_received: ['Payment Received', 'Deposit received'],
	funds_converted: ['Funds Converted', 'Added to the wallet'],
	outgoing_payment_sent: ['Payment Sent', 'On its way to the recipient'],
	funds_delivered: ['Funds Delivered', 'The recipient has the money'],
	funds_not_delivered: ['Payment Failed', 'The recipient could not be paid'],
	funds_refunded: ['Funds Refunded', 'Returned to the wallet'],
	completed: ['Completed', 'Done'],
	failed: ['Failed', 'Nothing was moved'],
	awaiting_review: ['Awaiting Review', 'Somebody looks at it'],
};

/** The timeline once `status` is reached: done steps with their time, later ones announced without. */
export function timelineAt(
	previous: Timeline,
	steps: readonly TransferStatus[],
	status: TransferStatus,
	now: number,
): Timeline {
	const shown = steps.filter((step) => step !== 'processing' || step === status);
	const current = shown.indexOf(status);
	const times = new Map(previous.events.map((event) => [event.status, event.timestamp]));
	const events = shown.map((step, index) => {
		const [title, description] = TEXTS[step];
		const event: TimelineEvent = { step: index + 1, done: index <= current, status: step, title, description };
		if (event.done) event.timestamp = times.get(step) ?? timestamp(now);
		return event;
	});
	return { total_steps: shown.length, current_step: current + 1, transfer_status: status, events };
}
