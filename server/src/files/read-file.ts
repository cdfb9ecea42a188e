import { fileTypes, isPicture } from '@parlour/shared/model/file.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { readFile, readFileLimits } from '@parlour/shared/protocol/file.js';
import type { Context } from '../context.js';
import { findConversation } from '../conversations/find-conversation.js';
import type { UseCase } from '../use-case.js';
import { aboutFile, fileBytes } from './open-file.js';

/** MSG-12: to whoever takes part in its conversation, for as long as that may be read, and to nobody else. */
export const readFileCase =
  (context: Context): UseCase<typeof readFile> =>
  async ({ conversation, file, size }, { caller, scope, effects }) => {
    const { models, vault, audit, views } = context;
    await findConversation(context, conversation, scope);
    const stored = await models.File.findOne({ _id: file, conversation }).lean();
    const key = (await vault.open([conversation])).get(conversation);
    const about = stored && key ? aboutFile(stored, key) : null;
    if (!about || !key || (size === 'thumbnail' && !about.picture)) throw new Refusal('not_found');
    if ('account' in caller)
      await Promise.all([audit.read(caller.account, conversation), views.note(caller.account, conversation)]);
    const isThumbnail = size === 'thumbnail';
    effects.file = {
      name: isThumbnail ? 'thumbnail.webp' : about.name,
      type: isThumbnail ? 'image/webp' : about.type,
      bytes: fileBytes(context, file, size, key),
      inline: isPicture(about.type),
      ...(!isThumbnail && { length: about.size }),
    };
    return {};
  };

export const readFileLimitsCase =
  ({ fileLimit }: Context): UseCase<typeof readFileLimits> =>
  () =>
    Promise.resolve({ bytes: fileLimit, types: fileTypes });
