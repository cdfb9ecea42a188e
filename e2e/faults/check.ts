/** What must hold once everything is healed: P1 to P7 of shared/SPEC.md, against the store itself. */
import { setTimeout as pause } from 'node:timers/promises';
import { CallRefused } from '@parlour/widget/connection/connection.js';
import { sync } from '@parlour/shared/protocol/conversation.js';
import { sendMessage } from '@parlour/shared/protocol/message.js';
import { hasGap } from '@parlour/widget/conversation/state.js';
import { randomBytes } from 'node:crypto';
import type { Client } from './client.js';
import { fetchAll, insist, type Cast } from './cast.js';
import { agents } from './schedule.js';

/** Milliseconds in which all must have become equal. */
const patience = 60_000;

/** Resolves with how many messages the conversation has. */
export async function check(cast: Cast): Promise<number> {
  if (cast.expiredAt !== null) return checkExpired(cast);
  const entitled = cast.clients.filter((_, index) => cast.revokedAt === null || index !== agents[1]);
  await convergence(cast, entitled);
  const stored = await checkStore(cast);
  await checkScreens(cast, entitled);
  await checkStrangers(cast);
  if (cast.revokedAt !== null) await checkRevoked(cast);
  return stored;
}

const isSettled = ({ engine }: Client, head: number): boolean => {
  if (!engine) return false;
  const { state } = engine;
  return (
    state.connection.state === 'connected' &&
    state.caughtUp &&
    !hasGap(state) &&
    state.messages.length === head &&
    state.outbox.every(({ status }) => status.is === 'failed')
  );
};

/** P5: everybody comes to rest, with all there is and nothing left to send. */
async function convergence(cast: Cast, entitled: readonly Client[]): Promise<void> {
  const { cluster, conversation, history } = cast;
  const until = Date.now() + patience;
  for (;;) {
    const head = await insist(() => cluster.models.Message.countDocuments({ conversation }).exec());
    if (entitled.every((client) => isSettled(client, head))) return;
    if (Date.now() > until) {
      for (const client of entitled.filter((one) => !isSettled(one, head))) {
        const state = client.engine?.state;
        const left = state?.outbox.map(({ text, status }) => `"${text}" ${status.is}`).join(', ');
        history.violated(
          'P5',
          `${client.person.name} does not come to rest: ${state?.connection.state}, caught up ${state?.caughtUp}, ` +
            `${state?.messages.length} of ${head} messages, known head ${state?.head}, outbox [${left}]`,
        );
      }
      return;
    }
    await pause(50);
  }
}

/** P1 to P4, in the store. */
async function checkStore({ cluster, conversation, history, conflicting }: Cast): Promise<number> {
  const stored = await insist(() =>
    cluster.models.Message.find({ conversation }, { seq: 1, sender: 1, clientId: 1 }).sort({ seq: 1 }).lean(),
  );
  stored.forEach(({ seq, clientId }, index) => {
    if (seq !== index + 1) history.violated('P3', `the store has ${seq} where ${index + 1} belongs`);
    history.placed('the store', seq, clientId);
  });
  const names = stored.map(({ sender, clientId }) => `${sender} ${clientId}`);
  for (const name of names)
    if (names.indexOf(name) !== names.lastIndexOf(name)) history.violated('P2', `${name} is stored twice`);
  for (const { sender, clientId, seq } of history.acks) {
    const found = stored[seq - 1];
    if (found?.clientId !== clientId || found.sender !== sender)
      history.violated('P1', `${clientId} of ${sender} was acknowledged as ${seq} and is not there`);
  }
  for (const { sender, clientId, text, code } of history.refusals)
    if (
      names.includes(`${sender} ${clientId}`) &&
      !conflicting.has(text) &&
      !history.acks.some((ack) => ack.clientId === clientId)
    )
      history.violated('P4', `${clientId} of ${sender} was refused (${code}) and is stored`);
  return stored.length;
}

/** P1, P4, P5: every screen equals what a fresh fetch gives, cursors included. */
async function checkScreens(cast: Cast, entitled: readonly Client[]): Promise<void> {
  const { conversation, history, conflicting } = cast;
  for (const client of entitled) {
    const { name } = client.person;
    let difference: string;
    for (const until = Date.now() + patience / 6; ;) {
      const fresh = await fetchAll(client, conversation);
      const live = client.engine!.state;
      difference = differenceOf(
        {
          messages: live.messages,
          cursors: merged(live.conversation?.cursors),
          state: live.conversation?.state,
        },
        {
          messages: fresh.messages,
          cursors: merged(fresh.conversation.cursors),
          state: fresh.conversation.state,
        },
      );
      if (difference === '' || Date.now() > until) break;
      await pause(100);
    }
    if (difference) history.violated('P5', `the screen of ${name} differs from a fresh fetch: ${difference}`);
    for (const message of client.engine!.state.messages)
      if (
        message.kind === 'text' &&
        conflicting.has(message.text) &&
        !isFirst(cast, message.clientId, message.text)
      )
        history.violated('P4', `${name} shows "${message.text}", which was refused`);
  }
}

/** Of two texts under one clientId either may have come first; the other was refused. */
const isFirst = ({ history }: Cast, clientId: string, text: string): boolean =>
  !history.refusals.some((refused) => refused.clientId === clientId && refused.text === text);

function differenceOf(live: Record<string, unknown>, fresh: Record<string, unknown>): string {
  for (const key of Object.keys(fresh)) {
    const [here, there] = [live[key], fresh[key]];
    if (sorted(here) === sorted(there)) continue;
    if (!Array.isArray(here) || !Array.isArray(there))
      return `${key}: ${sorted(here)} against ${sorted(there)}`;
    const place = there.findIndex((part, index) => sorted(part) !== sorted(here[index]));
    return `${key}, place ${place}: ${sorted(here[place])} against ${sorted(there[place])}`;
  }
  return '';
}

/** A consumer is told of agents as one. */
const merged = (cursors: Readonly<Record<string, { delivered: number; read: number }>> = {}) => {
  const sides: Record<string, { delivered: number; read: number }> = {};
  for (const [participant, { delivered, read }] of Object.entries(cursors)) {
    const side = participant === 'consumer' ? 'consumer' : 'agent';
    const known = sides[side] ?? { delivered: 0, read: 0 };
    sides[side] = { delivered: Math.max(known.delivered, delivered), read: Math.max(known.read, read) };
  }
  return sides;
};

const sorted = (value: unknown): string | undefined =>
  JSON.stringify(value, (key, part: unknown) =>
    key === 'id'
      ? ''
      : part !== null && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : part,
  );

/** P6: whoever is not entitled is refused, and has heard nothing. */
async function checkStrangers({ strangers, conversation, history }: Cast): Promise<void> {
  for (const { person, connection, heard } of strangers) {
    const attempts = [
      () => connection.call(sync, { conversation, after: 0 }),
      () =>
        connection.call(sendMessage, {
          conversation,
          clientId: randomBytes(16).toString('base64url'),
          text: 'let me in',
        }),
    ];
    for (const attempt of attempts) {
      const answer = await insist(() =>
        attempt()
          .then(() => 'let in')
          .catch((error: unknown) => {
            if (error instanceof CallRefused && !error.retryable) return error.error.code;
            throw error;
          }),
      );
      if (answer !== 'not_found') history.violated('P6', `${person.name} is answered "${answer}"`);
    }
    if (heard.length > 0) history.violated('P6', `${person.name} has heard ${heard.length} messages`);
  }
}

/** P6: after a session's end its sockets hear nothing more. */
async function checkRevoked(cast: Cast): Promise<void> {
  const { clients, history } = cast;
  const revoked = clients[agents[1]]!;
  await pause(Math.max(0, revoked.entitledUntil + 100 - Date.now()));
  const [tab] = clients;
  for (let n = 0; n < 3; n++) tab!.engine!.send(`after the end ${n}`);
  const until = Date.now() + patience;
  while (tab!.engine!.state.outbox.length > 0 && Date.now() < until) {
    if (tab!.engine!.state.outbox.every(({ status }) => status.is === 'failed')) break;
    await pause(50);
  }
  await pause(200);
  const late = revoked.heard.filter(({ came }) => came > revoked.entitledUntil);
  if (late.length > 0)
    history.violated('P6', `${revoked.person.name} hears ${late.length} messages after the end`);
}

/** P6: after its date nobody can fetch it, write to it, or keeps it on the screen. */
async function checkExpired(cast: Cast): Promise<number> {
  const { clients, conversation, history, expiredAt } = cast;
  const until = Date.now() + patience;
  const visible = (): Client[] => clients.filter(({ engine }) => !engine?.state.gone);
  while (visible().length > 0 && Date.now() < until) await pause(50);
  for (const { person } of visible()) history.violated('P6', `${person.name} still shows it after its date`);
  for (const { person, heard, connection } of clients) {
    if (heard.some(({ at }) => at > expiredAt! + 1_000))
      history.violated('P6', `${person.name} hears a message that was stored after its date`);
    const answer = await insist(() =>
      connection
        .call(sync, { conversation, after: 0 })
        .then(() => 'let in')
        .catch((error: unknown) => {
          if (error instanceof CallRefused && !error.retryable) return error.error.code;
          throw error;
        }),
    );
    if (answer !== 'conversation_expired' && answer !== 'not_found')
      history.violated('P6', `${person.name} is answered "${answer}" after its date`);
  }
  await checkStrangers(cast);
  return 0;
}
