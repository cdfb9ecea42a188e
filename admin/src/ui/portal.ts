import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { PortalAudience } from '@parlour/shared/access/table.js';
import type { Call, Operation } from '@parlour/shared/protocol/define.js';
import { CallRefused } from '@parlour/widget/connection/connection.js';
import type { Backend } from '../data/backend.js';
import { Session, type SessionState } from '../data/session.js';
import { Hearing } from './hearing.js';
import { Route } from './route.js';
import './account-page.define.js';
import './join-page.define.js';
import './policy-gate.define.js';
import './prove.define.js';
import type { Prove } from './prove.js';
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
      if (!(error instanceof CallRefused)) throw error;
      const { code } = error.error;
      if (code === 'not_signed_in') this.session.end();
      // ACC-2: whoever proves who they are goes on where they were.
      if (code !== 'step_up_needed' || !(await this.#prove())) throw error;
      return this.backend.call(operation, input);
    }
  };

  async #prove(): Promise<boolean> {
    return (await this.renderRoot.querySelector<Prove>('parlour-prove')?.ask()) ?? false;
  }

  protected readonly leave = (): Promise<void> => this.session.close();

  /** The portal itself, for whoever is signed in. */
  protected abstract inside(state: SignedIn): TemplateResult;

  protected override render(): TemplateResult {
    const { path } = this.route;
    if (path === '/join' || path === '/password')
      return this.#beforeSignIn(path === '/join' ? 'join' : 'password');
    const { state } = this.session;
    switch (state.kind) {
      case 'signed_in':
        return html`${state.account.policies?.due ? this.#gate(state) : this.inside(state)}
          <parlour-prove
            .call=${this.backend.call}
            .secondFactor=${state.account.secondFactor}
            .passkeys=${state.account.passkeys ?? false}
          ></parlour-prove>`;
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

  #beforeSignIn(page: 'join' | 'password'): TemplateResult {
    return html`<parlour-join
      .call=${this.backend.call}
      .audience=${this.audience}
      .page=${page}
      .home=${this.route.href('/')}
    ></parlour-join>`;
  }

  /** The page of one's own account, alike in every portal. */
  protected ownAccount({ account }: SignedIn): TemplateResult {
    return html`<parlour-account
      data-page
      .call=${this.call}
      .account=${account}
      .changed=${() => void this.session.refresh()}
    ></parlour-account>`;
  }

  #heading(): TemplateResult {
    return html`<h1 class="hidden-visually">${texts.portals[this.audience]}</h1>`;
  }

  static override styles = [controls, notices, page];
}
