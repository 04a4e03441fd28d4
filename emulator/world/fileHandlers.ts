import { newId } from '../ids';
import { timestamp } from '../timestamps';
import { ok, type Handler } from './world';

const LIFETIME = 15 * 60_000;

/** Tells where a file could be uploaded to; nothing takes it there. */
const createUpload: Handler = ({ world, body }) => {
	const { category, file_name } = body as { category: string; file_name?: string };
	const link = `https://files.sample.invalid/${category}/${newId('', 12)}/${file_name ?? 'file'}`;
	return ok('Generated upload URL successfully', {
		upload_url: `${link}?signature=sample`,
		public_link: link,
		expires_at: timestamp(world.clock.now() + LIFETIME),
	});
};

export const fileHandlers: Record<string, Handler> = { createUpload };
