import { hour, minute } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';
import { discardUpload } from './discard-upload.js';

/** Longer than any upload and its repetitions take. */
const patience = 1 * hour;
const atOnce = 200;

/** MSG-12: what was uploaded and is in no message after an hour is removed. */
export function watchUploads(context: Context): void {
  context.jobs.add({ name: 'uploads', every: 10 * minute, run: () => clearUploads(context) });
}

export async function clearUploads(context: Pick<Context, 'models' | 'clock'>): Promise<void> {
  const { models, clock } = context;
  const late = await models.File.find({ said: false, at: { $lte: new Date(clock.now() - patience) } })
    .limit(atOnce)
    .lean();
  for (const { _id, conversation, sender, clientId } of late) {
    // Whoever took it in died between the message and the mark: then it is said, and the mark is made good.
    const message = await models.Message.findOne({ conversation, sender, clientId }, { file: 1 }).lean();
    if (message?.file === _id) await models.File.updateOne({ _id }, { $set: { said: true } });
    else await discardUpload(context, _id);
  }
}
