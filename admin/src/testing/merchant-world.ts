import type { ConversationView, InboxEntry, MessageView } from '@parlour/shared/model/conversation.js';
import type { AccountView } from '@parlour/shared/protocol/account.js';
import type { InboxInput } from '@parlour/shared/protocol/conversation.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { belongs } from '../portals/merchant/inbox-order.js';
import { ana, anaAsAgent, happened, said } from './samples.js';
import { refusal, Scripted } from './scripted.js';

/** A merchant with some conversations: what its server would answer to one agent, and tell. */
export class MerchantWorld {
  account: AccountView | null = ana;
  readonly entries = new Map<ConversationId, InboxEntry>();
  readonly messages = new Map<ConversationId, MessageView[]>();
  readonly server: Scripted;

  constructor(rows: readonly { entry: InboxEntry; messages?: readonly MessageView[] }[] = []) {
    for (const row of rows) this.put(row.entry, row.messages ?? []);
    this.server = new Scripted({
      'session.read': () => this.#session(),
      'session.open': ({ password }: { password: string }) => {
        if (password !== 'right') throw refusal('wrong_credentials');
        this.account = ana;
        return { account: ana };
      },
      'session.close': () => {
        this.account = null;
        return {};
      },
      'inbox.list': (input: InboxInput) => this.#list(input),
      'inbox.show': ({ conversation }: { conversation: ConversationId }) => {
        const found = this.entries.get(conversation);
        if (!found) throw refusal('not_found');
        return { entry: found };
      },
      'conversation.sync': ({ conversation, after }: { conversation: ConversationId; after: number }) => {
        const found = this.entries.get(conversation);
        if (!found) throw refusal('not_found');
        const messages = this.messages.get(conversation) ?? [];
        return { conversation: found.conversation, messages: messages.slice(after), more: false };
      },
      'conversation.accept': ({ conversation }: { conversation: ConversationId }) => {
        const view = this.#change(conversation, { state: 'active', agent: anaAsAgent });
        this.post(conversation, happened(view, view.head + 1, 'accepted', anaAsAgent));
        return { conversation: this.entries.get(conversation)!.conversation };
      },
      'conversation.close': ({ conversation }: { conversation: ConversationId }) => {
        const view = this.#change(conversation, { state: 'closed', closedAt: Date.now() });
        this.post(conversation, happened(view, view.head + 1, 'closed_by_agent', anaAsAgent));
        return { conversation: this.entries.get(conversation)!.conversation };
      },
      'message.send': (input: { conversation: ConversationId; clientId: string; text: string }) => {
        const { conversation: view } = this.entries.get(input.conversation)!;
        const message = {
          ...said(view, view.head + 1, input.text, anaAsAgent),
          clientId: input.clientId,
          at: Date.now(),
        };
        this.post(input.conversation, message);
        return {
          conversation: input.conversation,
          clientId: input.clientId,
          seq: message.seq,
          at: message.at,
        };
      },
      'message.acknowledge': () => ({}),
      'typing.show': () => ({}),
    });
  }

  put(entry: InboxEntry, messages: readonly MessageView[] = []): void {
    const { id } = entry.conversation;
    const conversation = { ...entry.conversation, head: messages.length };
    this.entries.set(id, { ...entry, conversation });
    this.messages.set(id, [...messages]);
  }

  /** A message is stored, and everybody is told. */
  post(id: ConversationId, message: MessageView): void {
    this.messages.set(id, [...(this.messages.get(id) ?? []), message]);
    this.#change(id, { head: message.seq });
    this.server.line.tell('message.posted', message);
  }

  /** A conversation is new or has changed, and the agents are told. */
  tell(entry: InboxEntry): void {
    this.put(entry, this.messages.get(entry.conversation.id));
    this.server.line.tell('inbox.changed', this.entries.get(entry.conversation.id)!);
  }

  #change(id: ConversationId, changes: Partial<ConversationView>): ConversationView {
    const entry = this.entries.get(id)!;
    const revision = entry.conversation.revision + 1;
    const conversation = { ...entry.conversation, revision, ...changes };
    this.entries.set(id, { ...entry, conversation });
    this.server.line.tell('conversation.changed', conversation);
    this.server.line.tell('inbox.changed', { ...entry, conversation });
    return conversation;
  }

  #session(): { account: AccountView } {
    if (!this.account) throw refusal('not_signed_in');
    return { account: this.account };
  }

  #list({ view, before }: InboxInput): unknown {
    const all = [...this.entries.values()];
    const count = (of: 'queue' | 'mine' | 'all'): number =>
      all.filter((row) => belongs(row, of, ana.id)).length;
    const rows = all.filter((row) => belongs(row, view, ana.id));
    const from = before === undefined ? 0 : Number(before);
    const next = from + 50 < rows.length ? String(from + 50) : null;
    return {
      entries: rows.slice(from, from + 50),
      counts: { queue: count('queue'), mine: count('mine'), all: count('all') },
      next,
    };
  }
}
