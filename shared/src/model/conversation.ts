import type { ExpiryReason } from '../rules/expiry.js';
import type { MaskKind } from '../rules/masking.js';
import type { FileView } from './file.js';
import type { AccountId, ConversationId, LabelId, PictureId } from './ids.js';
import type { ConsentFlags } from './purpose.js';

/** `expired` is hidden from everybody; `purged` has only its ledger entry left, so no view ever carries either. */
export type ConversationState = 'queued' | 'active' | 'closed';

/** An agent by account id; to consumers, who are not told which account it is, the word `agent`. */
export type StaffId = AccountId | 'agent';

/** Who takes part: the one consumer, or an agent. */
export type ParticipantId = 'consumer' | StaffId;

/** How far a participant has come, by `seq`; both only ever grow (MSG-10). */
export interface Cursor {
  readonly delivered: number;
  readonly read: number;
}

/** When the transcript will be gone, and each rule that counted. Milliseconds since the epoch, UTC. */
export interface Expiry {
  readonly at: number;
  readonly reasons: readonly ExpiryReason[];
}

export interface AgentView {
  readonly id: StaffId;
  readonly name: string;
}

/** Who answers, as the chat shows them. */
export interface AnsweringAgent extends AgentView {
  /** ACC-8: absent where they show none, and, to consumers, where the merchant does not show who its agents are. */
  readonly picture?: PictureId | undefined;
}

export const ratingScores = [1, 2, 3, 4, 5] as const;
export type RatingScore = (typeof ratingScores)[number];

/** CNV-5: how the consumer found it, 5 is best. */
export interface RatingView {
  readonly score: RatingScore;
  /** Empty where they wrote none. */
  readonly comment: string;
  readonly at: number;
}

/** A conversation as its participants see it: the same for both sides. */
export interface ConversationView {
  readonly id: ConversationId;
  readonly state: ConversationState;
  /** The merchant's slug. */
  readonly merchant: string;
  readonly startedAt: number;
  readonly closedAt: number | null;
  /** Grows with every change of what stands here but `head` and `cursors`: of two views the higher is the newer. */
  readonly revision: number;
  /** The `seq` of the latest message, 0 where there is none. */
  readonly head: number;
  readonly consent: ConsentFlags;
  readonly expiry: Expiry;
  /** The agent who has it, or null while it waits. */
  readonly agent: AnsweringAgent | null;
  readonly cursors: Readonly<Record<string, Cursor>>;
  /** Absent until the consumer has rated it (CNV-5). */
  readonly rating?: RatingView | undefined;
}

/** What happened in a conversation, as entries that both sides see. */
export type ConversationEvent =
  | 'accepted'
  /** CNV-3: handed to the agent whom the message is `about`, taken over by its sender, waiting again. */
  | 'transferred'
  | 'taken_over'
  | 'returned_to_queue'
  | 'closed_by_consumer'
  | 'closed_by_agent'
  | 'consent_changed'
  /** The consumer has been silent for a while (CNV-6). */
  | 'reminded'
  | 'closed_by_silence';

export type MessageSender =
  | { readonly role: 'consumer' | 'system' }
  | { readonly role: 'agent'; readonly id: StaffId; readonly name: string };

export interface MessageBase {
  readonly conversation: ConversationId;
  /** 1, 2, 3 … without gaps; it alone orders (MSG-3). */
  readonly seq: number;
  /** When the server stored it. */
  readonly at: number;
  readonly sender: MessageSender;
  readonly clientId: string;
  /** The number of the consumer's consent event that was in force (CON-7). */
  readonly consentEvent: number;
}

export type MessageView =
  | (MessageBase & {
      readonly kind: 'text';
      readonly text: string;
      /** What the server found in the text and put dots for; absent where there was nothing (POL-6). */
      readonly masked?: readonly MaskKind[] | undefined;
      /** The `seq` of the message that this one puts right (REQ-4); absent for any other. */
      readonly corrects?: number | undefined;
    })
  | (MessageBase & {
      readonly kind: 'file';
      readonly file: FileView;
      /** What was masked in the file's name. */
      readonly masked?: readonly MaskKind[] | undefined;
    })
  | (MessageBase & {
      readonly kind: 'event';
      readonly event: ConversationEvent;
      /** Whom it is about, beside whoever did it; absent where that is nobody. */
      readonly about?: AgentView | undefined;
    });

/** One row of the inbox. */
export interface InboxEntry {
  readonly conversation: ConversationView;
  /** The first words of the latest text, or the name of the latest file, or null where there is none. */
  readonly preview: {
    readonly text: string;
    /** The text is a file's name. */
    readonly isFile?: true | undefined;
    readonly from: 'consumer' | 'agent';
    readonly at: number;
  } | null;
  /** Messages of the consumer that nobody of the merchant has read. */
  readonly unread: number;
  /** Since when the consumer waits for an answer, or null. */
  readonly waitingSince: number | null;
  /** Title of the page the consumer wrote from, as they shared it by starting to chat; null where unknown. */
  readonly page: string | null;
  /** The site's name. */
  readonly site: string;
  readonly labels: readonly LabelId[];
  /** CNV-2: whom it is offered to at this moment; absent where it is offered to nobody. */
  readonly offer?: { readonly to: StaffId; readonly until: number } | undefined;
  /** Its agent has put it off: until then, or until the consumer writes; absent where they have not. */
  readonly snooze?: { readonly until: number | null } | undefined;
}

/** Whether somebody can answer now (CNV-8). */
export type Presence = 'online' | 'offline';
