import type { Caller } from '@parlour/shared/access/table.js';
import type { FileView } from '@parlour/shared/model/file.js';
import type { ConversationId, FileId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { sendFile } from '@parlour/shared/protocol/file.js';
import { filesPerConversation } from '@parlour/shared/protocol/limits.js';
import type { Context } from '../context.js';
import { findConversation } from '../conversations/find-conversation.js';
import type { NewMessage } from '../conversations/message-writer.js';
import { sayIn } from '../conversations/send-message.js';
import { newId } from '../new-id.js';
import { discardUpload } from '../retention/discard-upload.js';
import type { OperationCall, Upload, UseCase } from '../use-case.js';
import { hashOf, takeFile } from './take-file.js';
import { UploadPlaces } from './upload-places.js';

/**
 * MSG-12: takes a file in and says it, as one message, once (MSG-4). The bytes are stored before the message that
 * refers to them, so that no message is ever without its file; what is stored and then not said is discarded, by
 * whoever died later on (`retention/clear-uploads.ts`).
 */
export const sendFileCase = (context: Context): UseCase<typeof sendFile> => {
  const say = sayIn(context);
  const places = new UploadPlaces();
  return async ({ conversation, clientId, name }, call) => {
    const { upload, caller, address, scope } = call;
    if (!upload) throw new Refusal('unsupported_media_type');
    const found = await findConversation(context, conversation, scope);
    if ((upload.length ?? 0) > context.fileLimit) throw new Refusal('too_large');
    const sender = senderOf(caller);
    const { seq, at } = await places.take(`${conversation} ${sender}`, address, async () => {
      const isRepeat =
        !found.open || (await context.models.Message.exists({ conversation, sender, clientId })) !== null;
      if (isRepeat) return say({ conversation, clientId, contentOf: () => again(context, upload) }, call);
      return takeAndSay(context, say, {
        conversation,
        clientId,
        name,
        sender,
        merchant: found.merchant,
        upload,
        call,
      });
    });
    return { conversation, clientId, seq, at: at.getTime() };
  };
};

export const senderOf = (caller: Caller): string => ('account' in caller ? caller.account : 'consumer');

/**
 * What is there already is compared with what comes, and nothing is stored; after the close there is nothing to store
 * either. So the view says nothing: it is never read.
 */
async function again(context: Context, upload: Upload): Promise<NewMessage['content']> {
  const sent = await hashOf(upload.bytes, context.fileLimit);
  const file: FileView = { id: '' as FileId, name: '', type: 'text/plain', size: 0, picture: null };
  return { file, sent, masked: [] };
}

interface Sending {
  readonly conversation: ConversationId;
  readonly clientId: string;
  readonly name: string;
  readonly sender: string;
  readonly merchant: string;
  readonly upload: Upload;
  readonly call: OperationCall;
}

async function takeAndSay(
  context: Context,
  say: ReturnType<typeof sayIn>,
  { conversation, clientId, name, sender, merchant, upload, call }: Sending,
) {
  const { models, clock, vault, fileLimit } = context;
  await requireRoom(context, conversation, upload);
  const key = (await vault.open([conversation])).get(conversation);
  if (!key) throw new Refusal('conversation_expired');
  const file = newId('file');
  const at = new Date(clock.now());
  await models.File.create({
    _id: file,
    conversation,
    sender,
    clientId,
    at,
    bytes: 0,
    said: false,
    about: null,
  });
  let content: NewMessage['content'];
  try {
    const { bytes } = upload;
    content = await takeFile(context, { file, conversation, merchant, key, name, bytes, limit: fileLimit });
  } catch (error) {
    await discardUpload(context, file);
    throw error;
  }
  const document = await say(
    { conversation, clientId, contentOf: () => Promise.resolve(content) },
    call,
  ).catch(async (error: unknown) => {
    // Refused is not stored. With anything else nobody knows: then it is looked up when an hour has passed.
    if (error instanceof Refusal) await discardUpload(context, file);
    throw error;
  });
  // Of two attempts at once one is the message; the bytes of the other are nobody's.
  if (document.file === file) await models.File.updateOne({ _id: file }, { $set: { said: true } });
  else await discardUpload(context, file);
  return document;
}

/** Keeps one conversation from filling the store. */
async function requireRoom(
  { models, fileLimit }: Context,
  conversation: ConversationId,
  { length }: Upload,
): Promise<void> {
  const [all] = await models.File.aggregate<{ bytes: number }>([
    { $match: { conversation } },
    { $group: { _id: '$conversation', bytes: { $sum: '$bytes' } } },
  ]);
  if ((all?.bytes ?? 0) + (length ?? 0) > fileLimit * filesPerConversation) throw new Refusal('files_full');
}
