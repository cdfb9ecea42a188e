/** Many conversations of a merchant at once, and consumers who write in them, as a bench of the inbox needs them. */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ConversationId, MerchantId } from '@parlour/shared/model/ids.js';
import { day, minute } from '@parlour/shared/rules/expiry.js';
import { newId } from '../new-id.js';
import { seal } from '../vault/seal.js';
import type { TestServer } from './start-server.js';

/** Conversations that wait, each with a page and a message, as if each consumer had started one. */
export async function fillInbox(server: TestServer, rows: number): Promise<ConversationId[]> {
  const { models, vault, clock } = server.app.context;
  const ids: ConversationId[] = [];
  for (let done = 0; done < rows; done += 1_000) {
    const batch = Array.from({ length: Math.min(1_000, rows - done) }, () => newId('conversation'));
    const keys = batch.map((id) => vault.create(id));
    await models.ConversationKey.insertMany(keys);
    const opened = await vault.open(batch);
    const at = new Date(clock.now() - minute);
    await models.Conversation.collection.insertMany(
      batch.map((id, index) => conversationOf(server, id, opened.get(id)!, done + index)) as never[],
    );
    await models.Message.collection.insertMany(
      batch.map((id) => {
        const sender = 'consumer';
        const clientId = randomBytes(16).toString('base64url');
        const body = seal(opened.get(id)!, `${id}/${sender}/${clientId}`, 'Is it still there?');
        return {
          conversation: id,
          seq: 1,
          sender,
          clientId,
          at,
          consentEvent: 2,
          kind: 'text',
          body,
          event: null,
        };
      }) as never[],
    );
    ids.push(...batch);
  }
  return ids;
}

function conversationOf(server: TestServer, id: ConversationId, key: Buffer, number: number): object {
  const startedAt = new Date(server.clock.now() - minute - number);
  return {
    _id: id,
    site: server.world.site._id,
    merchant: server.world.merchants.motors._id,
    consumer: newId('consumer'),
    state: 'queued',
    // One consumer has one open conversation: each here has a consumer of its own.
    open: true,
    revision: 1,
    startedAt,
    closedAt: null,
    activityAt: startedAt,
    waitingSince: startedAt,
    consent: { transcript_storage: true, device_storage: true },
    consentEvent: 2,
    rules: { floor: 3_600_000, ceiling: 365 * day, merchant: 30 * day },
    expiresAt: new Date(server.clock.now() + 30 * day),
    expiryReasons: [{ rule: 'merchant_rule', ms: 30 * day }],
    holds: [],
    held: 'no',
    agent: null,
    cursors: {},
    page: seal(key, `${id}/page`, `Car ${number}`),
    labels: [],
  };
}

/** Consumers write, so many a second, until told to stop; answers with how many it was. */
export function keepWriting(
  server: TestServer,
  ids: readonly ConversationId[],
  perSecond: number,
): () => Promise<number> {
  const { writer, vault, bus } = server.app.context;
  const merchant = server.world.merchants.motors._id as MerchantId;
  let stopped = false;
  let written = 0;
  const since = performance.now();
  const one = async (): Promise<void> => {
    const id = ids[Math.floor(Math.random() * ids.length)]!;
    const { document } = await writer.store({
      conversation: id,
      sender: 'consumer',
      clientId: randomBytes(16).toString('base64url'),
      at: Date.now(),
      consentEvent: 2,
      key: (await vault.open([id])).get(id)!,
      content: { text: `And another question, number ${written}` },
    });
    const { conversation, seq, clientId, at, consentEvent } = document;
    bus.tell('message.posted', {
      message: {
        conversation: conversation as ConversationId,
        seq,
        clientId,
        at: at.getTime(),
        consentEvent,
        sender: { role: 'consumer' },
        kind: 'text',
        text: 'And another question',
      },
      merchant,
    });
    written++;
  };
  const working = (async () => {
    for (let begun = 0; !stopped; begun++) {
      await pause(Math.max(0, since + (begun * 1_000) / perSecond - performance.now()));
      await one();
    }
  })();
  return async () => {
    stopped = true;
    await working;
    return written / ((performance.now() - since) / 1_000);
  };
}
