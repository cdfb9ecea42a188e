import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { failureWords } from './failure-words.js';

/** What somebody has a page do: one at a time, and then in words whether it was done. */
export class Deed implements ReactiveController {
  /** It is being done. */
  busy = false;
  /** Why the last one was not done; undefined where it was. */
  refused: unknown;
  /** What is said of the last one; empty where there is nothing to say. */
  said = '';

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    // Whoever comes back is not told again what became of it.
    this.forget();
  }

  /**
   * Does it, unless another is being done, and keeps what its work answers to say it. Resolves with whether it was
   * done; never rejects.
   */
  async do(work: () => Promise<string | void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.forget();
    try {
      this.said = (await work()) ?? '';
      return true;
    } catch (error) {
      this.refused = error;
      return false;
    } finally {
      this.busy = false;
      this.host.requestUpdate();
    }
  }

  /** Something is to be said without anything being done. */
  say(words: string): void {
    this.forget();
    this.said = words;
  }

  /** Something cannot be done, and need not be tried. */
  refuse(error: unknown): void {
    this.forget();
    this.refused = error;
  }

  /** Says nothing any more. */
  forget(): void {
    this.refused = undefined;
    this.said = '';
    this.host.requestUpdate();
  }

  /** Why it was not done, announced at once. Empty it takes no room (`notices`). */
  refusal(words: (error: unknown) => string = failureWords): TemplateResult {
    const why = this.refused === undefined ? nothing : danger(words(this.refused));
    return html`<div role="alert">${why}</div>`;
  }

  /** What became of it, as a notice. Empty it takes no room (`notices`). */
  notice(look: 'ok' | 'plain' = 'ok'): TemplateResult {
    const what =
      this.said === ''
        ? nothing
        : html`<div class="notice ${look === 'ok' ? 'ok' : ''}"><p>${this.said}</p></div>`;
    return html`<div role="status">${what}</div>`;
  }
}

/** A sentence about what went wrong. */
const danger = (words: string): TemplateResult => html`<div class="notice danger"><p>${words}</p></div>`;
