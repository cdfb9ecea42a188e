import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { PortalAudience } from '@parlour/shared/access/table.js';
import type { Call, Operation } from '@parlour/shared/protocol/define.js';
import { CallRefused } from '@parlour/widget/connection/connection.js';
import type { Backend } from '../data/backend.js';
import { Session, type SessionState } from '../data/session.js';
import { Hearing } from './hearing.js';
import { Route } from './route.js';
import './policy-gate.define.js';
import { failure, loading } from './states.js';
import { controls } from './styles/controls.js';
import { notices } from './styles/notices.js';
import { page } from './styles/page.js';
import { texts } from './texts.js';
import { showTitle } from './title.js';

export type SignedIn = Extract<SessionState, { kind: 'signed_in' }>;

/** What the portals with a sign-in have in common: who is there, where they are, and the door. */
export abstract class Portal extends LitElement {
  static override properties = { backend: { attribute: false } };
  declare backend: Backend;

  protected session!: Session;
  protected readonly route: Route;

  constructor(
    private readonly audience: PortalAudience,
    base: `/${string}`,
  ) {
    super();
    this.route = new Route(base);
    new Hearing(
      this,
      () => this.route,
      (route) => [route.subscribe(() => this.requestUpdate()), () => route.dispose()],
    );
    new Hearing(
      this,
      () => this.session,
      (session) => [session.subscribe(() => this.requestUpdate())],
    );
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('backend')) return;
    this.session = new Session(this.audience, this.backend);
    void this.session.resume();
  }

  /** Calls over HTTP; where the server knows nobody any more, the door is shown. */
  protected readonly call: Call = async <Name extends string, Input, Output>(
    operation: Operation<Name, Input, Output>,
    input: Input,
  ) => {
    try {
      return await this.backend.call(operation, input);
    } catch (error) {
      if (error instanceof CallRefused && error.error.code === 'not_signed_in') this.session.end();
      throw error;
    }
  };

  protected readonly leave = (): Promise<void> => this.session.close();

  /** The portal itself, for whoever is signed in. */
  protected abstract inside(state: SignedIn): TemplateResult;

  protected override render(): TemplateResult {
    const { state } = this.session;
    switch (state.kind) {
      case 'signed_in':
        return state.account.policies?.due ? this.#gate(state) : this.inside(state);
      case 'checking':
        return html`<main>${this.#heading()}${loading(html`<p class="soft">${texts.checking}</p>`)}</main>`;
      case 'unreachable':
        showTitle([texts.portals[this.audience]]);
        return html`<main>${this.#heading()}${failure(state.error, () => void this.session.resume())}</main>`;
      case 'signed_out':
      case 'elsewhere':
        return html`<parlour-sign-in .session=${this.session} .audience=${this.audience}></parlour-sign-in>`;
    }
  }

  /** POL-3: what binds them comes first. A session that is resumed has its line opened anew, and finds it open. */
  #gate({ connection }: SignedIn): TemplateResult {
    const accepted = (): void => {
      connection.close();
      void this.session.resume();
    };
    return html`<parlour-policy-gate
      .call=${this.call}
      .audience=${this.audience}
      .accepted=${accepted}
      .leave=${this.leave}
    ></parlour-policy-gate>`;
  }

  #heading(): TemplateResult {
    return html`<h1 class="hidden-visually">${texts.portals[this.audience]}</h1>`;
  }

  static override styles = [controls, notices, page];
}
