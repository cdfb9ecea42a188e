import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { PortalAudience } from '@parlour/shared/access/table.js';
import type { Call, Operation } from '@parlour/shared/protocol/define.js';
import { CallRefused } from '@parlour/widget/connection/connection.js';
import type { Backend } from '../data/backend.js';
import { Session, type SessionState } from '../data/session.js';
import { Fetched } from './fetched.js';
import { Hearing } from './hearing.js';
import { Route } from './route.js';
import './prove.define.js';
import type { Prove } from './prove.js';
import { bone, failure, loading } from './states.js';
import { controls } from './styles/controls.js';
import { notices } from './styles/notices.js';
import { page } from './styles/page.js';
import { texts } from './texts.js';
import { showTitle } from './title.js';

/** Milliseconds after which what is not needed at first is fetched, so that it is there when somebody goes to it. */
const laterAfter = 3_000;

export type SignedIn = Extract<SessionState, { kind: 'signed_in' }>;

/** What the portals with a sign-in have in common: who is there, where they are, and the door. */
export abstract class Portal extends LitElement {
  static override properties = { backend: { attribute: false } };
  declare backend: Backend;

  protected session!: Session;
  protected readonly route: Route;
  #shown: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wantPages!: () => void;
  readonly #wanted = new Promise<void>((resolve) => (this.#wantPages = resolve));
  readonly #pages: Fetched<true>;

  /** @param pages fetches every page but the first: that one is not to wait for them */
  constructor(
    private readonly audience: PortalAudience,
    base: `/${string}`,
    pages: () => Promise<unknown>,
  ) {
    super();
    this.route = new Route(base);
    this.#pages = new Fetched<true>(this, async () => {
      await this.#wanted;
      await pages();
      return true;
    });
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

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setTimeout(() => this.#wantPages(), laterAfter);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** A page that is not the first: the outline of one until its code is here. */
  protected later(page: TemplateResult): TemplateResult {
    this.#wantPages();
    return this.#pages.show(
      () => page,
      html`<div class="coming">${bone('half')}${bone('long')}${bone('long')}</div>`,
    );
  }

  /** Whoever goes to another page starts at its heading, as after a page load. */
  protected startAtHeading(): void {
    const { path } = this.route;
    const inside = this.session.state.kind === 'signed_in';
    if (inside && path !== '/' && this.#pages.value === null) return;
    const before = this.#shown;
    this.#shown = inside ? path : null;
    if (inside && before !== null && before !== path) void this.#focusHeading();
  }

  async #focusHeading(): Promise<void> {
    const page = this.renderRoot.querySelector<LitElement>('[data-page]');
    await page?.updateComplete;
    (page?.shadowRoot ?? this.renderRoot).querySelector<HTMLElement>('h1')?.focus();
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
    return this.later(
      html`<parlour-policy-gate
        .call=${this.call}
        .audience=${this.audience}
        .accepted=${accepted}
        .leave=${this.leave}
      ></parlour-policy-gate>`,
    );
  }

  #beforeSignIn(page: 'join' | 'password'): TemplateResult {
    return this.later(
      html`<parlour-join
        .call=${this.backend.call}
        .audience=${this.audience}
        .page=${page}
        .home=${this.route.href('/')}
      ></parlour-join>`,
    );
  }

  /** The page of one's own account, alike in every portal. */
  protected ownAccount({ account }: SignedIn): TemplateResult {
    return this.later(
      html`<parlour-account
        data-page
        .call=${this.call}
        .account=${account}
        .changed=${() => void this.session.refresh()}
      ></parlour-account>`,
    );
  }

  #heading(): TemplateResult {
    return html`<h1 class="hidden-visually">${texts.portals[this.audience]}</h1>`;
  }

  static override styles = [
    controls,
    notices,
    page,
    css`
      .coming {
        display: grid;
        gap: var(--space-4);
        max-inline-size: 1120px;
        margin-inline: auto;
        padding: var(--space-6);
      }
    `,
  ];
}
