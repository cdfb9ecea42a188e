/**
 * CNV-4: whoever left an address for the answer gets it by mail: the answers of a while in one, and none of those that
 * they have read in the chat meanwhile. That an answer waits is part of the conversation, so a crash forgets none; one
 * in between may send the same again.
 */
import type { ConversationId, MerchantId } from '@parlour/shared/model/ids.js';
import { minute } from '@parlour/shared/rules/expiry.js';
import { contactOf } from '../contact/contact.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { isLiving } from '../conversations/find-conversation.js';
import type { MessageDocument } from '../conversations/message.model.js';
import { textOf } from '../conversations/view.js';
import type { Disclosing } from '../disclosures/gate.js';
import { answerWordsFor } from './answer-words.js';

/** Milliseconds between two looks. */
const every = 15_000;
/** Milliseconds after the first answer, so that several that follow one another are one mail. */
export const collected = 2 * minute;
const atOnce = 100;

/** An agent has answered: where an address was left, it is due to be mailed. */
export async function noteAnswer(
  { models, clock }: Pick<Context, 'models' | 'clock'>,
  { _id, contact }: ConversationDocument,
  seq: number,
): Promise<void> {
  if (!contact) return;
  await models.Conversation.updateOne(
    { _id, contact: { $ne: null } },
    {
      $set: { answerWaits: true },
      $max: { answerSeq: seq },
      $min: { answerDueAt: new Date(clock.now() + collected) },
    },
  );
}

export function watchAnswers(context: Context): void {
  if (context.mailer.works) context.jobs.add({ name: 'answers', every, run: () => mailAnswers(context) });
}

async function mailAnswers(context: Context): Promise<void> {
  const now = context.clock.now();
  const due = await context.models.Conversation.find({
    answerWaits: true,
    answerDueAt: { $lte: new Date(now) },
  })
    .limit(atOnce)
    .lean<ConversationDocument[]>();
  for (const conversation of due) {
    if (isLiving(conversation, now)) await mailAnswer(context, conversation);
    await settle(context, conversation);
  }
}

/** Unless another answer has come since it was read. */
async function settle({ models }: Context, { _id, answerSeq = 0 }: ConversationDocument): Promise<void> {
  await models.Conversation.updateOne(
    { _id, answerSeq },
    { $set: { answerWaits: false, mailedTo: answerSeq }, $unset: { answerDueAt: 1 } },
  );
}

async function mailAnswer(context: Context, conversation: ConversationDocument): Promise<void> {
  const { models, vault, mailer, directory, gate } = context;
  const id = conversation._id as ConversationId;
  const key = (await vault.open([id])).get(id);
  const contact = await contactOf(context, conversation, key);
  if (!key || !contact?.purposes.includes('contact_followup')) return;
  const seen = Math.max(conversation.mailedTo ?? 0, conversation.cursors['consumer']?.read ?? 0);
  const answers = await models.Message.find({
    conversation: id,
    seq: { $gt: seen, $lte: conversation.answerSeq ?? 0 },
    sender: /^acc_/,
    kind: { $in: ['text', 'file'] },
  })
    .sort({ seq: 1 })
    .lean<MessageDocument[]>();
  if (answers.length === 0) return;
  const last = await models.ConsentEvent.findOne({ conversation: id }).sort({ number: -1 }).lean();
  const words = answerWordsFor(last?.locale ?? 'en');
  const merchant = (await directory.merchant(conversation.merchant as MerchantId))?.name ?? '';
  const said = answers.map((answer) => (answer.kind === 'text' ? textOf(answer, key) : words.file));
  const site = await directory.siteName(conversation.site);
  const text = [words.intro(merchant), ...said, '--', words.goOn(site), words.noReply, words.why].join(
    '\n\n',
  );
  const subject = words.subject(merchant);
  // DIS-1: what was said leaves by this; the register says so before it goes.
  await gate.disclose(answering(conversation), (pass) =>
    mailer.send({ kind: 'contact_followup', pass, conversation: id, to: contact.email, subject, text }),
  );
}

const answering = ({ _id, merchant }: ConversationDocument): Disclosing => ({
  kind: 'transcript_mail',
  recipient: 'The address that the consumer left for the answer',
  category: 'consumer',
  basis: 'consumer_asked',
  fields: ['text'],
  purpose: 'The consumer asked to be answered by mail.',
  merchant,
  conversations: [_id as ConversationId],
  by: 'system',
  gathered: 'answers by mail',
});
