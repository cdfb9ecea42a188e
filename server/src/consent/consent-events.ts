/** CON-1 to CON-3: the answers to a notice, as the events to append and the flags that follow. Pure. */
import type { ConversationId, ConsumerId } from '@parlour/shared/model/ids.js';
import {
  askedPurposes,
  permits,
  type ConsentFlags,
  type ConsentState,
  type Purpose,
} from '@parlour/shared/model/purpose.js';
import type { ConsentDecision } from '@parlour/shared/protocol/conversation.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { gpcRefusals } from '@parlour/shared/rules/global-privacy-control.js';
import type { Notice } from '../policies/notice.js';
import type { ConsentEventDocument } from './consent-event.model.js';

/** CON-3: a decision on another notice than the current one is refused, with the current one's hash. */
export function requireCurrentNotice(notice: Notice, shown: string): void {
  if (notice.sha256 !== shown) throw new Refusal('stale_notice', { notice: notice.sha256 });
}

export interface Answering {
  readonly consumer: ConsumerId;
  readonly conversation: ConversationId;
  readonly notice: Notice;
  readonly locale: string;
  readonly at: number;
  /** The number of the last event before these. */
  readonly after: number;
  /** The purposes that are permitted before these answers. */
  readonly permitted: ReadonlySet<Purpose>;
  /** OPT-4: whether whoever reads the address has confirmed it; not where nothing is said. */
  readonly confirmed?: boolean;
  readonly surface: ConsentEventDocument['surface'];
  /** Whether Global Privacy Control was seen (CON-6). */
  readonly gpc: boolean;
}

interface Said {
  readonly purpose: ConsentDecision['purpose'];
  readonly state: ConsentDecision['state'] | 'expired';
  readonly through?: ConsentDecision['through'];
}

/**
 * The events for these decisions. What was given before and is now refused is `withdrawn`; a yes to news is
 * `requested` until whoever reads the address confirms it (OPT-4).
 */
export function consentEvents(decisions: readonly Said[], answering: Answering): ConsentEventDocument[] {
  const { after, permitted, at, notice, confirmed = false, surface, ...rest } = answering;
  return decisions.map(({ purpose, state, through }, index) => {
    const number = after + index + 1;
    return {
      _id: `${answering.conversation}:${number}`,
      ...rest,
      // WID-10: a page can only have passed on what came by the chat on it.
      surface: surface === 'widget' ? (through ?? surface) : surface,
      number,
      purpose,
      state: stateOf({ purpose, state }, permitted.has(purpose), confirmed),
      at: new Date(at),
      notice: { version: notice.version, sha256: notice.sha256 },
    };
  });
}

function stateOf({ purpose, state }: Said, isPermitted: boolean, isConfirmed: boolean): ConsentState {
  if (state === 'given' && purpose === 'marketing' && !isConfirmed) return 'requested';
  if (!isPermitted || state === 'expired') return state;
  return state === 'refused' ? 'withdrawn' : 'renewed';
}

/** The purposes that a consumer's answers permit as they stand. */
export function permittedBy(
  answers: readonly { readonly purpose: Purpose; readonly state: ConsentState }[],
): Set<Purpose> {
  const latest = new Map(answers.map(({ purpose, state }) => [purpose, permits(state)]));
  return new Set([...latest].flatMap(([purpose, permitted]) => (permitted ? [purpose] : [])));
}

/** CON-6: the answers that Global Privacy Control gives in the consumer's place. */
export const gpcDecisions = (events: Parameters<typeof gpcRefusals>[0]): ConsentDecision[] =>
  gpcRefusals(events).map((purpose) => ({
    purpose: purpose as ConsentDecision['purpose'],
    state: 'refused',
  }));

/** The same at a start, beside what the consumer answers themselves with the signal on. */
export const gpcDecisionsBeside = (decisions: readonly ConsentDecision[]): ConsentDecision[] =>
  gpcDecisions(decisions.map((decision) => ({ ...decision, gpc: true })));

/** The latest state of each asked purpose; what was never answered is not permitted. */
export function flagsOf(
  answers: readonly { readonly purpose: Purpose; readonly state: ConsentState }[],
): ConsentFlags {
  const latest = new Map(answers.map(({ purpose, state }) => [purpose, permits(state)]));
  return Object.fromEntries(
    askedPurposes.map((purpose) => [purpose, latest.get(purpose) ?? false]),
  ) as ConsentFlags;
}
