/**
 * A server in memory that obeys the contract of shared/protocol, for tests of the engine and of the elements.
 * It decides nothing that the contract does not say; the real one is met in e2e.
 */
import type { ConversationView, MessageView, Presence } from '@parlour/shared/model/conversation.js';
import type { FileView } from '@parlour/shared/model/file.js';
import type { ConversationId, RequestId } from '@parlour/shared/model/ids.js';
import type { Profile } from '@parlour/shared/protocol/contact.js';
import type { Testimonial } from '@parlour/shared/protocol/testimonial.js';
import type { Welcome } from '@parlour/shared/protocol/conversation.js';
import type { InputOf, OutputOf } from '@parlour/shared/protocol/define.js';
import type { WireError } from '@parlour/shared/protocol/errors.js';
import type { ServerEvent, ServerEvents } from '@parlour/shared/protocol/events.js';
import type { OperationName, OperationNamed } from '@parlour/shared/protocol/registry.js';
import type { Clock } from '../connection/clock.js';
import { CallRefused } from '../connection/connection.js';
import { ana, MemoryConversation, refusal, rules } from './memory-conversation.js';
import { MemoryConnection, type Network } from './memory-connection.js';

type Answers = {
  readonly [Name in OperationName]?: (
    input: InputOf<OperationNamed<Name>>,
    from: MemoryConnection,
  ) => OutputOf<OperationNamed<Name>>;
};

const notice = {
  version: '1.0.0',
  sha256: 'a'.repeat(64),
  text: 'Main Street Motors answers you here. Your messages go to them and to nobody else.',
};

export class MemoryServer {
  readonly conversations: MemoryConversation[] = [];
  readonly connections: MemoryConnection[] = [];
  /** Every operation that was carried out or refused, in order. */
  readonly calls: { readonly name: string; readonly input: unknown }[] = [];
  notice = notice;
  coming: Welcome['coming'] = [];
  presence: Presence = 'online';
  hours: Welcome['hours'] = null;
  mail = false;
  profile: Profile = { fields: [], contact: null };
  testimonial: Testimonial | null = null;
  asksMarketing = false;
  preChat: Welcome['preChat'] = [];
  appearance: Welcome['appearance'] = { colours: null, corners: 'soft', agentNames: true };
  pageSize = 50;
  /** The place in the queue of whoever waits. */
  place = 1;
  /** WID-15: whom each code stands for, and each token that was given for one. */
  readonly codes = new Map<string, string>();
  readonly #resumed = new Map<string, string>();
  /** Why nobody is let in. */
  turnAway: WireError | null = null;
  /** What the next call of an operation is answered with instead. */
  readonly refuse = new Map<OperationName, WireError>();

  constructor(readonly clock: Clock) {}

  get conversation(): MemoryConversation {
    const latest = this.conversations.at(-1);
    if (!latest) throw new Error('no conversation was started');
    return latest;
  }

  connect(
    options: {
      token?: string | undefined;
      /** A JWT whose signature this server takes for good. */
      identity?: string | undefined;
      refusal?: WireError;
      network?: Network;
    } = {},
  ): MemoryConnection {
    const connection = new MemoryConnection(this, options);
    this.connections.push(connection);
    return connection;
  }

  standsFor(token: string | undefined): string | undefined {
    return token === undefined ? undefined : (this.#resumed.get(token) ?? token);
  }

  turnsAway(token: string | undefined): WireError | null {
    if (this.turnAway) return this.turnAway;
    return token?.startsWith('code.') && !this.#resumed.has(token) ? refusal('access_ended') : null;
  }

  /** A newer code was made, or nothing is left of what they opened. */
  endResumed(): void {
    this.#resumed.clear();
    for (const connection of this.connections) {
      const error = this.turnsAway(connection.token);
      if (error) connection.shutOut(error);
    }
  }

  answer(name: string, input: unknown, from: MemoryConnection): unknown {
    this.calls.push({ name, input });
    const refused = this.refuse.get(name as OperationName);
    this.refuse.delete(name as OperationName);
    if (refused) throw new CallRefused(refused);
    const answer = this.#answers[name as OperationName] as
      ((input: unknown, from: MemoryConnection) => unknown) | undefined;
    if (!answer) throw new CallRefused(refusal('forbidden'));
    return answer(input, from);
  }

  agentSays(text: string): void {
    this.#post(
      this.conversation.text(
        { role: 'agent', ...ana },
        `agent-${this.conversation.view.head}`,
        text,
        this.clock.now(),
      ).message,
    );
  }

  agentSendsFile(file: FileView): void {
    const clientId = `agent-${this.conversation.view.head}`;
    this.#post(this.conversation.file({ role: 'agent', ...ana }, clientId, file, this.clock.now()));
  }

  agentAccepts(): void {
    this.#happen('accepted', { state: 'active', agent: ana });
  }

  agentCloses(): void {
    this.#happen('closed_by_agent', { state: 'closed', closedAt: this.clock.now() });
  }

  /** Others before it have been answered. */
  placeBecomes(place: number): void {
    this.place = place;
    this.#tell('place.changed', { conversation: this.conversation.id, place });
  }

  /** Something changes that is not said in the transcript. */
  changeConversation(change: Partial<ConversationView>): void {
    this.conversation.change(change);
    this.#tell('conversation.changed', this.conversation.view);
  }

  agentReads(): void {
    this.#moveCursor(ana.id, undefined, this.conversation.view.head);
  }

  agentTypes(typing = true): void {
    const { id } = this.conversation;
    this.#tell('typing.shown', { conversation: id, participant: ana.id, name: ana.name, typing });
  }

  expire(): void {
    const { id } = this.conversation;
    this.conversations.pop();
    this.#tell('conversation.gone', { conversation: id });
  }

  heartbeat(): void {
    const { id, view } = this.conversation;
    this.#tell('conversation.head', {
      conversation: id,
      seq: view.head,
      revision: view.revision,
    });
  }

  #find(id: ConversationId): MemoryConversation {
    const found = this.conversations.find((conversation) => conversation.id === id);
    if (!found) throw new CallRefused(refusal('conversation_expired'));
    return found;
  }

  /** RET-14. */
  law: Welcome['law'] = undefined;

  readonly #answers: Answers = {
    'welcome.read': (_, { person }): Welcome => ({
      merchant: { slug: 'main-street', name: 'Main Street Motors' },
      greeting: 'Ask us about any car you see here.',
      presence: this.presence,
      hours: this.hours,
      mail: this.mail,
      asksMarketing: this.asksMarketing,
      preChat: this.preChat,
      appearance: this.appearance,
      notice: this.notice,
      coming: this.coming,
      retention: rules,
      ...(this.law && { law: this.law }),
      conversation: (person && this.conversations.findLast(({ owner }) => owner === person)?.id) || null,
    }),
    'conversation.start': ({ notice: shown, decisions }, { person }) => {
      if (!person) throw new CallRefused(refusal('forbidden'));
      if (shown !== this.notice.sha256)
        throw new CallRefused(refusal('stale_notice', { notice: this.notice.sha256 }));
      const open = this.conversations.find(({ view, owner }) => view.state !== 'closed' && owner === person);
      if (open) return { conversation: open.view };
      const started = new MemoryConversation(this.conversations.length + 1, this.clock.now(), decisions);
      started.owner = person;
      this.conversations.push(started);
      return { conversation: started.view };
    },
    'conversation.sync': ({ conversation, after }, from) => {
      const { id, view, messages } = this.#find(conversation);
      from.follows.add(id);
      const page = messages.slice(after, after + this.pageSize);
      const place = view.state === 'queued' && from.token ? { place: this.place } : {};
      return { conversation: view, messages: page, more: after + page.length < messages.length, ...place };
    },
    'conversation.close': ({ conversation }) => {
      this.#find(conversation);
      this.#happen('closed_by_consumer', { state: 'closed', closedAt: this.clock.now() });
      return { conversation: this.conversation.view };
    },
    'agent.report': ({ conversation }) => {
      this.#find(conversation);
      return { request: 'req_AAAAAAAAAAAAAAAAAAAAAA' as RequestId, dueOn: '2100-02-15' };
    },
    'transcript.mail': ({ conversation }) => {
      this.#find(conversation);
      return {};
    },
    'transcript.read': ({ conversation }) => {
      this.#find(conversation);
      return { name: 'conversation.txt', text: 'what was said' };
    },
    'conversation.rate': ({ conversation, score, comment = '' }) => {
      this.#find(conversation).change({ rating: { score, comment, at: this.clock.now() } });
      this.#tell('conversation.changed', this.conversation.view);
      return { conversation: this.conversation.view };
    },
    'consent.decide': ({ conversation, decisions }) => {
      const consent = { ...this.#find(conversation).view.consent };
      for (const { purpose, state } of decisions)
        if (purpose === 'transcript_storage' || purpose === 'device_storage')
          consent[purpose] = state === 'given';
      this.#happen('consent_changed', { consent });
      return { conversation: this.conversation.view };
    },
    'message.send': ({ conversation, clientId, text }) => {
      const sent = this.#find(conversation).text({ role: 'consumer' }, clientId, text, this.clock.now());
      if (sent.isNew) this.#post(sent.message);
      return { conversation, clientId, seq: sent.message.seq, at: sent.message.at };
    },
    'message.acknowledge': ({ conversation, delivered, read }) => {
      this.#find(conversation);
      this.#moveCursor('consumer', delivered, read);
      return {};
    },
    'typing.show': () => ({}),
    'access.code': (_, { person = '' }) => {
      const code = `ABCDE-FGHJK-MNPQR-STV${String(this.codes.size).padStart(2, '0')}`;
      this.codes.clear();
      this.codes.set(code.replaceAll('-', ''), person);
      return { code, expiresAt: this.clock.now() + 1 };
    },
    'access.resume': ({ code }) => {
      const whose = this.codes.get(code.toUpperCase());
      if (whose === undefined) throw new CallRefused(refusal('wrong_resume_code'));
      const token = `code.${String(this.#resumed.size).padStart(43, 'A')}`;
      this.#resumed.set(token, whose);
      return { token };
    },
    'contact.give': ({ conversation, email, decisions }) => {
      const { view } = this.#find(conversation);
      const purposes = decisions.flatMap(({ purpose, state }) => (state === 'given' ? [purpose] : []));
      if (purposes.length === 0) throw new CallRefused(refusal('purpose_refused'));
      this.profile = { ...this.profile, contact: { email, purposes } };
      return { conversation: view };
    },
    'testimonial.read': () => ({ testimonial: this.testimonial }),
    'testimonial.publish': ({ text, name }) => {
      this.testimonial = { score: 5, text, name, at: this.clock.now() };
      return { testimonial: this.testimonial };
    },
    'profile.read': () => this.profile,
    'profile.correct': ({ field, value }) => {
      const fields = this.profile.fields.map((one) => (one.id === field ? { ...one, value } : one));
      return (this.profile = { ...this.profile, fields });
    },
  };

  #happen(
    event: 'accepted' | 'closed_by_agent' | 'closed_by_consumer' | 'consent_changed',
    change: Partial<ConversationView>,
  ): void {
    const message = this.conversation.happened(event, this.clock.now(), change);
    this.#tell('conversation.changed', this.conversation.view);
    this.#post(message);
  }

  /** A message moves the date on, which is a change like any other. */
  #post(message: MessageView): void {
    if (message.kind === 'text') this.#tell('conversation.changed', this.conversation.view);
    this.#tell('message.posted', message);
  }

  #moveCursor(participant: typeof ana.id | 'consumer', delivered?: number, read?: number): void {
    this.conversation.moveCursor(participant, delivered, read);
    const cursor = this.conversation.view.cursors[participant];
    if (cursor) this.#tell('cursor.moved', { conversation: this.conversation.id, participant, ...cursor });
  }

  #tell<Name extends ServerEvent>(event: Name, payload: Parameters<ServerEvents[Name]>[0]): void {
    const about = payload as { conversation?: ConversationId; id?: ConversationId };
    const conversation = about.conversation ?? about.id;
    for (const connection of this.connections)
      if (conversation && connection.follows.has(conversation)) connection.hear(event, payload);
  }
}
