/**
 * CNV-2: who is offered what. Pure: it is given the queue, the agents who can answer, and the time; whoever carries
 * it out does so by conditional writes, so that a decision that was overtaken comes to nothing.
 */

/** Milliseconds for which a conversation is not offered again to somebody who let it pass. */
export const passedLasts = 120_000;

export interface WaitingConversation {
  readonly id: string;
  /** The offer that was made last, whether it stands or has run out. */
  readonly offer: { readonly to: string; readonly until: number } | null;
  /** Who declined it, or let it pass, and when. */
  readonly passed: readonly { readonly agent: string; readonly at: number }[];
}

export interface AvailableAgent {
  readonly id: string;
  /** The conversations they have. */
  readonly load: number;
  readonly capacity: number;
}

export interface OfferDecision {
  readonly conversation: string;
  /** Null: it is taken back, and offered to nobody for now. */
  readonly to: string | null;
  /** Whose offer it was that came to nothing. */
  readonly passedBy: string | null;
}

/**
 * What is to change. The queue comes longest waiting first, and agents are only those who are connected and have
 * chosen to be online. An offer stands until its time, for as long as its agent is there; one that stands counts as
 * a conversation. Of several who could, the one with the fewest has it; of several with as few, the one whose id
 * comes first, so that every node decides alike.
 */
export function decideOffers(
  queue: readonly WaitingConversation[],
  agents: readonly AvailableAgent[],
  now: number,
): OfferDecision[] {
  const available = new Map(agents.map((agent) => [agent.id, agent]));
  const stands = ({ offer }: WaitingConversation): boolean =>
    offer !== null && offer.until > now && available.has(offer.to);
  const busy = new Map(agents.map(({ id, load }) => [id, load]));
  const add = (agent: string): void => void busy.set(agent, (busy.get(agent) ?? 0) + 1);
  for (const conversation of queue) if (stands(conversation)) add(conversation.offer!.to);

  const decisions: OfferDecision[] = [];
  for (const conversation of queue) {
    if (stands(conversation)) continue;
    const passedBy = conversation.offer?.to ?? null;
    const to = leastBusy(agents, busy, rested(conversation, passedBy, now));
    if (to === null && passedBy === null) continue;
    if (to !== null) add(to);
    decisions.push({ conversation: conversation.id, to, passedBy });
  }
  return decisions;
}

/** Who is not asked again yet. */
function rested({ passed }: WaitingConversation, passedBy: string | null, now: number): ReadonlySet<string> {
  // A clock that went back must not silence anybody for longer.
  const recent = passed.filter(({ at }) => Math.abs(now - at) < passedLasts);
  return new Set([...recent.map(({ agent }) => agent), ...(passedBy === null ? [] : [passedBy])]);
}

function leastBusy(
  agents: readonly AvailableAgent[],
  busy: ReadonlyMap<string, number>,
  except: ReadonlySet<string>,
): string | null {
  const loadOf = ({ id }: AvailableAgent): number => busy.get(id) ?? 0;
  const [first] = agents
    .filter((agent) => !except.has(agent.id) && loadOf(agent) < agent.capacity)
    .toSorted((one, other) => loadOf(one) - loadOf(other) || (one.id < other.id ? -1 : 1));
  return first?.id ?? null;
}
