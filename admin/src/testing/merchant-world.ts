import '../portals/merchant/pages.define.js';
import type {
  AgentView,
  ConversationView,
  InboxEntry,
  MessageView,
} from '@parlour/shared/model/conversation.js';
import type { AccountView } from '@parlour/shared/protocol/account.js';
import type { Profile } from '@parlour/shared/protocol/contact.js';
import { usualAssignment } from '@parlour/shared/model/agent.js';
import type { AssignmentView } from '@parlour/shared/protocol/assignment.js';
import type { InboxInput } from '@parlour/shared/protocol/conversation.js';
import type { ConversationId, LabelId } from '@parlour/shared/model/ids.js';
import type { CannedReplyView } from '@parlour/shared/protocol/canned-reply.js';
import type { LabelView } from '@parlour/shared/protocol/label.js';
import type { Mention, NoteView, WriteNoteInput } from '@parlour/shared/protocol/note.js';
import type { SearchResult } from '@parlour/shared/protocol/search.js';
import { belongs } from '../portals/merchant/inbox-order.js';
import { ana, anaAsAgent, ben, happened, said } from './samples.js';
import { refusal, Scripted, type Answers } from './scripted.js';

/** A merchant with some conversations: what its server would answer to one agent, and tell. */
export class MerchantWorld {
  account: AccountView | null = ana;
  profile: Profile = { fields: [], contact: null };
  assignment: AssignmentView = {
    settings: usualAssignment,
    chosen: 'online',
    agents: [
      { ...anaAsAgent, role: 'agent', availability: 'online', capacity: 4, load: 1 },
      { ...ben, role: 'agent', availability: 'away', capacity: 4, load: 2 },
    ],
  };
  readonly entries = new Map<ConversationId, InboxEntry>();
  readonly messages = new Map<ConversationId, MessageView[]>();
  readonly notes = new Map<ConversationId, NoteView[]>();
  cannedReplies: CannedReplyView[] = [];
  labels: LabelView[] = [];
  found: SearchResult[] = [];
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
      ...this.#team(),
      'message.acknowledge': () => ({}),
      'typing.show': () => ({}),
      'assignment.read': () => this.assignment,
      'availability.choose': ({ availability }: { availability: AssignmentView['chosen'] }) => {
        this.assignment = { ...this.assignment, chosen: availability };
        return { availability };
      },
      'offer.list': () => ({
        entries: [...this.entries.values()].filter(({ offer }) => offer?.to === ana.id),
      }),
      'offer.decline': ({ conversation }: { conversation: ConversationId }) => {
        const { offer: _declined, ...entry } = this.entries.get(conversation)!;
        this.tell(entry);
        return {};
      },
    });
  }

  /** What agents have among themselves. */
  #team(): Answers {
    return {
      'note.list': ({ conversation, after }: { conversation: ConversationId; after: number }) => ({
        notes: (this.notes.get(conversation) ?? []).slice(after),
        more: false,
      }),
      'note.mentions': () => ({ mentions: this.#mentions(), next: null }),
      'note.write': (input: WriteNoteInput) => ({ note: this.addNote(input) }),
      'colleague.list': () => ({
        colleagues: [
          { ...anaAsAgent, online: true },
          { ...ben, online: false },
        ],
      }),
      'colleague.look': () => ({}),
      'canned_reply.list': () => ({ replies: this.cannedReplies }),
      'label.list': () => ({ labels: this.labels }),
      'label.put': ({ conversation, labels }: { conversation: ConversationId; labels: LabelId[] }) => {
        this.tell({ ...this.entries.get(conversation)!, labels });
        return { labels };
      },
      'transcript.search': () => ({ results: this.found, next: null }),
      'profile.read': () => this.profile,
      'inbox.earlier': ({ conversation }: { conversation: ConversationId }) => ({
        earlier: [...this.entries.values()]
          .filter((entry) => entry.conversation.id !== conversation && entry.conversation.state === 'closed')
          .map(({ conversation: { id, state, startedAt, closedAt }, page }) => ({
            id,
            state,
            startedAt,
            closedAt,
            page,
          })),
      }),
    };
  }

  /** The notes that name Ana, the latest first. */
  #mentions(): Mention[] {
    return [...this.notes.values()]
      .flat()
      .filter(({ mentions }) => mentions.includes(ana.id))
      .toSorted((one, other) => other.at - one.at)
      .map(({ conversation, number, at, author, text }) => {
        const { page, site, conversation: view } = this.entries.get(conversation)!;
        const { state } = view;
        return { conversation, number, at, author, text, state, page, site };
      });
  }

  /** A note is stored, and the agents are told. */
  addNote(
    { conversation, clientId, text, mentions = [] }: WriteNoteInput,
    author: AgentView = anaAsAgent,
  ): NoteView {
    const before = this.notes.get(conversation) ?? [];
    const note: NoteView = {
      conversation,
      number: before.length + 1,
      after: this.entries.get(conversation)!.conversation.head,
      at: Date.now(),
      author,
      clientId,
      text,
      mentions,
    };
    this.notes.set(conversation, [...before, note]);
    this.server.line.tell('note.written', note);
    return note;
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

  #list({ view, before, label }: InboxInput): unknown {
    const all = [...this.entries.values()];
    const count = (of: 'queue' | 'mine' | 'all'): number =>
      all.filter((row) => belongs(row, of, ana.id)).length;
    const rows = all.filter(
      (row) => belongs(row, view, ana.id) && (label === undefined || row.labels.includes(label)),
    );
    const from = before === undefined ? 0 : Number(before);
    const next = from + 50 < rows.length ? String(from + 50) : null;
    return {
      entries: rows.slice(from, from + 50),
      counts: { queue: count('queue'), mine: count('mine'), all: count('all') },
      next,
    };
  }
}
