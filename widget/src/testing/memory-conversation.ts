/** One conversation as the server keeps it, in memory: sequence without gaps, dedupe by `clientId`, real expiry. */
import type { ConversationEvent, ConversationView, MessageView } from '@parlour/shared/model/conversation.js';
import type { FileView } from '@parlour/shared/model/file.js';
import type { AccountId, ConversationId } from '@parlour/shared/model/ids.js';
import type { ConsentDecision } from '@parlour/shared/protocol/conversation.js';
import { errors, type ErrorCode, type WireError } from '@parlour/shared/protocol/errors.js';
import { day, decideExpiry, hour, type RetentionRules } from '@parlour/shared/rules/expiry.js';
import { CallRefused } from '../connection/connection.js';

export const ana = { id: 'acc_AAAAAAAAAAAAAAAAAAAAAA' as AccountId, name: 'Ana' };
export const rules: RetentionRules = { floor: hour, ceiling: 365 * day, merchant: 30 * day };

export const refusal = (code: ErrorCode, more: Partial<WireError> = {}): WireError => ({
  code,
  message: errors[code].text,
  retryable: errors[code].retryable,
  ...more,
});

type Sender = MessageView['sender'];

export class MemoryConversation {
  /** Whose it is; what a test puts there by itself is nobody's in particular. */
  owner: string | undefined;
  readonly id: ConversationId;
  readonly messages: MessageView[] = [];
  view: ConversationView;

  constructor(number: number, now: number, decisions: readonly ConsentDecision[]) {
    this.id = `cnv_${String(number).padStart(22, 'A')}` as ConversationId;
    const consent = { transcript_storage: false, device_storage: false };
    for (const { purpose, state } of decisions)
      if (purpose === 'transcript_storage' || purpose === 'device_storage')
        consent[purpose] = state === 'given';
    this.view = {
      id: this.id,
      state: 'queued',
      merchant: 'main-street',
      startedAt: now,
      closedAt: null,
      revision: 1,
      head: 0,
      consent,
      expiry: decideExpiry({ rules, consent, lastMessageAt: now, closedAt: null }),
      agent: null,
      cursors: {},
    };
  }

  /** Stores a text, or finds the one that the same sender has sent with the same `clientId` (MSG-4). */
  text(sender: Sender, clientId: string, text: string, at: number): { message: MessageView; isNew: boolean } {
    const known = this.messages.find((m) => m.clientId === clientId && m.sender.role === sender.role);
    if (known?.kind === 'text') {
      if (known.text !== text) throw new CallRefused(refusal('conflict'));
      return { message: known, isNew: false };
    }
    if (this.view.state === 'closed') throw new CallRefused(refusal('conversation_closed'));
    const message = this.#append({ ...this.#next(sender, clientId, at), kind: 'text', text });
    return { message, isNew: true };
  }

  file(sender: Sender, clientId: string, file: FileView, at: number): MessageView {
    return this.#append({ ...this.#next(sender, clientId, at), kind: 'file', file });
  }

  happened(event: ConversationEvent, at: number, change: Partial<ConversationView>): MessageView {
    const message = this.#append({
      ...this.#next({ role: 'system' }, `event-${at}`, at),
      kind: 'event',
      event,
    });
    this.view = { ...this.view, ...change };
    this.#expire(at);
    return message;
  }

  /** Changes something that is not said in the transcript. */
  change(change: Partial<ConversationView>): void {
    this.view = { ...this.view, ...change, revision: this.view.revision + 1 };
  }

  moveCursor(participant: string, delivered = 0, read = 0): void {
    const { cursors, head } = this.view;
    const known = cursors[participant] ?? { delivered: 0, read: 0 };
    const moved = {
      delivered: Math.min(head, Math.max(known.delivered, delivered, read)),
      read: Math.min(head, Math.max(known.read, read)),
    };
    this.view = { ...this.view, cursors: { ...cursors, [participant]: moved } };
  }

  #next(sender: Sender, clientId: string, at: number) {
    return { conversation: this.id, seq: this.messages.length + 1, at, sender, clientId, consentEvent: 1 };
  }

  #append(message: MessageView): MessageView {
    this.messages.push(message);
    this.view = { ...this.view, head: message.seq };
    this.#expire(message.at);
    return message;
  }

  #expire(lastMessageAt: number): void {
    const { consent, closedAt } = this.view;
    const expiry = decideExpiry({ rules, consent, lastMessageAt, closedAt });
    this.view = { ...this.view, expiry, revision: this.view.revision + 1 };
  }
}
