/** What was seen, and what of it cannot be: the invariants P1 to P7 of shared/SPEC.md, as far as a moment shows. */
import type { MessageView } from '@parlour/shared/model/conversation.js';

export interface Ack {
  readonly sender: string;
  readonly clientId: string;
  readonly seq: number;
}

export interface Refused {
  readonly sender: string;
  readonly clientId: string;
  readonly text: string;
  readonly code: string;
}

export class History {
  readonly violations: string[] = [];
  readonly acks: Ack[] = [];
  readonly refusals: Refused[] = [];
  readonly lines: string[] = [];
  /** The one order, as whoever saw a place first has seen it. */
  readonly #order = new Map<number, string>();
  readonly #began = performance.now();

  note(line: string): void {
    this.lines.push(`${(performance.now() - this.#began).toFixed(0).padStart(6)} ms  ${line}`);
  }

  violated(invariant: string, what: string): void {
    const line = `${invariant}: ${what}`;
    if (this.violations.includes(line)) return;
    this.violations.push(line);
    this.note(`VIOLATION ${line}`);
  }

  /** P3: every screen shows a prefix of the one order. */
  screen(who: string, messages: readonly MessageView[]): void {
    messages.forEach((message, index) => {
      if (message.seq !== index + 1)
        this.violated('P3', `${who} shows ${message.seq} in place ${index + 1}: there is a gap`);
      this.placed(who, message.seq, message.clientId);
    });
  }

  placed(who: string, seq: number, clientId: string): void {
    const known = this.#order.get(seq);
    if (known === undefined) this.#order.set(seq, clientId);
    else if (known !== clientId)
      this.violated('P3', `${who} has ${clientId} as number ${seq}, others have ${known}`);
  }
}
