/** HLD-2: what is held after its date is hidden from everybody but the hold's custodians. */
import type { ConversationId, HoldId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { acknowledgeCustody, listCustody, readHeld } from '@parlour/shared/protocol/hold.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import type { MessageDocument } from '../conversations/message.model.js';
import { messageViews } from '../conversations/view.js';
import type { NoteDocument } from '../notes/note.model.js';
import { noteViews } from '../notes/note-view.js';
import type { UseCase } from '../use-case.js';
import type { HoldDocument } from './hold.model.js';
import { acknowledgedAt } from './hold-view.js';
import { accountOf } from './place-hold.js';

const shown = 200;
const messagesShown = 2_000;

export const listCustodyCase =
  ({ models, clock }: Context): UseCase<typeof listCustody> =>
  async (_input, { caller, scope }) => {
    const custodian = accountOf(caller);
    const holds = await models.Hold.find({ releasedAt: null, custodians: custodian })
      .sort({ placedAt: -1 })
      .limit(shown)
      .lean<HoldDocument[]>();
    const conversations = await Promise.all(
      holds.map(({ _id }) =>
        models.Conversation.find({ ...scope, holds: _id, held: { $in: ['visible', 'hidden'] } })
          .sort({ startedAt: -1 })
          .limit(shown)
          .lean<ConversationDocument[]>(),
      ),
    );
    return {
      holds: holds.map((hold, index) => ({
        id: hold._id as HoldId,
        reason: hold.reason,
        placedAt: hold.placedAt.getTime(),
        acknowledgedAt: acknowledgedAt(hold, custodian),
        conversations: conversations[index]!.map((held) => ({
          id: held._id as ConversationId,
          startedAt: held.startedAt.getTime(),
          closedAt: held.closedAt?.getTime() ?? null,
          hidden: held.state === 'expired' || held.expiresAt.getTime() <= clock.now(),
        })),
      })),
    };
  };

export const readHeldCase =
  (context: Context): UseCase<typeof readHeld> =>
  async ({ hold: id, conversation, reason }, { caller, scope }) => {
    const custodian = accountOf(caller);
    const { models, vault, audit } = context;
    const [hold, held] = await Promise.all([
      models.Hold.exists({ _id: id, releasedAt: null, custodians: custodian }),
      models.Conversation.exists({ ...scope, _id: conversation, holds: id }),
    ]);
    // Who is no custodian and what is not held are refused alike.
    if (!hold || !held) throw new Refusal('not_found');
    await audit.append({
      actor: custodian,
      action: 'hold.read',
      target: conversation,
      payload: { hold: id, reason },
    });
    const [messages, notes, keys] = await Promise.all([
      models.Message.find({ conversation }).sort({ seq: 1 }).limit(messagesShown).lean<MessageDocument[]>(),
      models.Note.find({ conversation }).sort({ number: 1 }).limit(messagesShown).lean<NoteDocument[]>(),
      vault.open([conversation]),
    ]);
    const key = keys.get(conversation);
    return {
      messages: await messageViews(context, messages, keys),
      notes: key ? await noteViews(context, notes, key) : [],
    };
  };

/** The first word counts, however often it is said. */
export const acknowledgeCustodyCase =
  ({ models, clock, audit }: Context): UseCase<typeof acknowledgeCustody> =>
  async ({ hold: id }, { caller }) => {
    const custodian = accountOf(caller);
    const theirs = { _id: id, releasedAt: null, custodians: custodian };
    const changed = await models.Hold.updateOne(
      { ...theirs, 'acknowledged.account': { $ne: custodian } },
      { $push: { acknowledged: { account: custodian, at: new Date(clock.now()) } } },
    );
    const hold = await models.Hold.findOne(theirs).lean<HoldDocument>();
    if (!hold) throw new Refusal('not_found');
    if (changed.modifiedCount > 0)
      await audit.append({ actor: custodian, action: 'hold.acknowledge', target: id });
    return { acknowledgedAt: acknowledgedAt(hold, custodian) ?? clock.now() };
  };
