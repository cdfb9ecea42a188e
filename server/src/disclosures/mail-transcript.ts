import type { mailTranscript } from '@parlour/shared/protocol/disclosure.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { day, hour } from '@parlour/shared/rules/expiry.js';
import { takeAllowance } from '../accounts/attempts.js';
import { lettersFromOnePlace, takePlace } from '../accounts/take-place.js';
import type { Context } from '../context.js';
import { findConversation } from '../conversations/find-conversation.js';
import type { UseCase } from '../use-case.js';
import { ownFields, ownTranscript, transcriptText } from './transcript.js';

/** One who asks, and one who is written to: nobody's letter box is flooded by chatting. */
const forOneConsumer = { most: 3, within: 1 * hour };
const toOneAddress = { most: 5, within: 1 * day };

/**
 * A transcript to an address that is given for this one mail. It waits in the queue sealed with the conversation's
 * key, is purged with it, and is forgotten once it is delivered; the register says that it went, and not where to.
 */
export const mailTranscriptCase =
  /** `places`: whoever takes a new name for each chat writes no letters to strangers through this server all the same. */
  (context: Context, places = lettersFromOnePlace()): UseCase<typeof mailTranscript> =>
    async ({ conversation: id, to }, { caller, scope, address }) => {
      if (caller.role !== 'consumer') throw new Refusal('forbidden');
      const { directory, gate, mailer } = context;
      const conversation = await findConversation(context, id, scope);
      if (!mailer.works) throw new Refusal('mail_not_set_up');
      await takeAllowance(context, `transcript by\n${caller.consumer}`, forOneConsumer);
      await takePlace(places, address);
      await takeAllowance(context, `transcript to\n${to.trim().toLowerCase()}`, toOneAddress);
      const merchant = (await directory.merchant(conversation.merchant))?.name ?? '';
      await gate.disclose(
        {
          kind: 'transcript_mail',
          recipient: 'The address that the consumer gave',
          category: 'consumer',
          basis: 'consumer_asked',
          fields: ownFields,
          purpose: 'The consumer asked for a copy by mail.',
          merchant: conversation.merchant,
          conversations: [id],
          by: 'consumer',
        },
        async (pass) => {
          const title = `Your chat with ${merchant} on ${conversation.startedAt.toISOString().slice(0, 10)}`;
          const shaped = await ownTranscript(context, conversation, pass.fields);
          const text = `${transcriptText(shaped, title)}\nSomebody asked for this copy in the chat. If it was not you, delete it.\n`;
          await mailer.send({ kind: 'transcript', pass, conversation: id, to, subject: title, text });
        },
      );
      return {};
    };
