import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { rolesOf } from '@parlour/shared/access/table.js';
import type { AccountView, StaffRole } from '@parlour/shared/protocol/account.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import {
  changeAccount,
  inviteAccount,
  listAccounts,
  type InvitationView,
  type MemberView,
} from '@parlour/shared/protocol/team.js';
import { accountTexts } from './account-texts.js';
import type { Confirm } from './confirm.js';
import { Deed } from './deed.js';
import { face, faces } from './face.js';
import { Fetched } from './fetched.js';
import { field, valueOf } from './form.js';
import { bone } from './states.js';
import { controls } from './styles/controls.js';
import { notices } from './styles/notices.js';
import { page } from './styles/page.js';
import { tables } from './styles/tables.js';
import { showTitle } from './title.js';

const { team, roles } = accountTexts;

interface Members {
  readonly accounts: readonly MemberView[];
  readonly invitations: readonly InvitationView[];
}

/** A manager's team, or all accounts for an admin: who is there, who is invited, and what they may do. */
export class TeamPage extends LitElement {
  static override properties = {
    call: { attribute: false },
    account: { attribute: false },
    invited: { state: true },
    leaving: { state: true },
  };
  declare call: Call;
  declare account: AccountView;
  declare protected invited: { readonly email: string; readonly link: string | null } | null;
  declare protected leaving: MemberView | null;

  readonly #members = new Fetched(this, () => this.call(listAccounts, {}));
  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.invited = null;
    this.leaving = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([this.#title]);
  }

  get #isAdmin(): boolean {
    return this.account.audience === 'admin';
  }

  get #title(): string {
    return this.#isAdmin ? team.accounts : team.label;
  }

  #do(work: () => Promise<void>): Promise<boolean> {
    this.invited = null;
    return this.#deed.do(work);
  }

  protected override render(): TemplateResult {
    return html`<h1 tabindex="-1">${this.#title}</h1>
      ${this.#deed.refusal()} ${this.#invite()}
      ${this.#members.show(
        (members) => this.#list(members),
        html`<section class="card"><p>${bone('long')}</p></section>`,
      )}
      <parlour-confirm
        heading=${team.confirm(this.leaving?.name ?? '')}
        action=${team.disable.replace('…', '')}
      >
        <p>${team.confirmText}</p>
      </parlour-confirm>`;
  }

  #invite(): TemplateResult {
    const offered = this.#isAdmin ? (Object.keys(roles) as StaffRole[]) : rolesOf[this.account.audience];
    return html`<section class="card" aria-labelledby="invite">
      <h2 id="invite">${team.invite}</h2>
      <form class="row" novalidate @submit=${(event: SubmitEvent) => this.#send(event)}>
        ${field({ id: 'email', label: team.email, type: 'email' })}
        <div class="field">
          <label for="role">${team.role}</label>
          <select id="role">
            ${offered.map((role) => html`<option value=${role}>${roles[role]}</option>`)}
          </select>
        </div>
        ${this.#isAdmin ? field({ id: 'organization', label: team.organization }) : nothing}
        <button class="button next" type="submit">${team.send}</button>
      </form>
      <div role="status">${this.#outcome()}</div>
    </section>`;
  }

  #outcome(): TemplateResult | typeof nothing {
    if (!this.invited) return nothing;
    const { email, link } = this.invited;
    return link === null
      ? html`<p class="notice">${team.sent(email)}</p>`
      : html`<div class="notice">
          <p>${team.link(email)}</p>
          <p><code>${link}</code></p>
        </div>`;
  }

  #send(event: SubmitEvent): Promise<boolean> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const email = valueOf(this.renderRoot, 'email').trim();
    const organization = valueOf(this.renderRoot, 'organization').trim();
    const role = this.renderRoot.querySelector('select')!.value as StaffRole;
    return this.#do(async () => {
      const { link } = await this.call(inviteAccount, { email, role, ...(organization && { organization }) });
      form.reset();
      await this.#members.load();
      this.invited = { email, link };
    });
  }

  #list({ accounts, invitations }: Members): TemplateResult {
    // A first letter beside each name helps only where there is a face among them.
    const isPictured = accounts.some(({ picture }) => picture !== undefined);
    return html`<section class="card">
      <div class="scroll" tabindex="0" role="region" aria-label=${this.#title}>
        <table aria-label=${this.#title}>
          <thead>
            <tr>
              <th scope="col">${team.name}</th>
              <th scope="col">${team.email}</th>
              <th scope="col">${team.role}</th>
              ${this.#isAdmin ? html`<th scope="col">${team.belongs}</th>` : nothing}
              <th scope="col">${team.factor}</th>
              <th scope="col">${team.state}</th>
              <td></td>
            </tr>
          </thead>
          <tbody>
            ${accounts.map((member) => this.#member(member, isPictured))}
            ${invitations.map((invitation) => this.#invitation(invitation))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  #member(member: MemberView, isPictured: boolean): TemplateResult {
    return html`<tr>
      <th scope="row">
        ${isPictured ? html`<span class="person">${face(member)}${member.name}</span>` : member.name}
      </th>
      <td data-label=${team.email}>${member.email}</td>
      <td data-label=${team.role}>${roles[member.role]}</td>
      ${this.#belongs(member.organization)}
      <td data-label=${team.factor}>${member.secondFactor ? team.yes : team.no}</td>
      <td data-label=${team.state}>${member.disabledAt === null ? team.active : team.disabled}</td>
      <td>${member.id === this.account.id ? team.you : this.#actions(member)}</td>
    </tr>`;
  }

  #belongs(organization: string | null | undefined): TemplateResult | typeof nothing {
    if (!this.#isAdmin) return nothing;
    return organization ? html`<td data-label=${team.belongs}>${organization}</td>` : html`<td></td>`;
  }

  #actions(member: MemberView): TemplateResult {
    const other = member.role === 'agent' ? 'manager' : member.role === 'manager' ? 'agent' : null;
    return html`<div class="row">
      ${
        other === null
          ? nothing
          : html`<button class="button" type="button" @click=${() => this.#change(member, { role: other })}>
              ${team.make(roles[other])}
            </button>`
      }
      ${
        member.disabledAt === null
          ? html`<button class="button" type="button" @click=${() => this.#disable(member)}>
              ${team.disable}
            </button>`
          : html`<button
              class="button"
              type="button"
              @click=${() => this.#change(member, { disabled: false })}
            >
              ${team.enable}
            </button>`
      }
    </div>`;
  }

  #invitation({ email, role, organization }: InvitationView): TemplateResult {
    return html`<tr>
      <th scope="row"></th>
      <td data-label=${team.email}>${email}</td>
      <td data-label=${team.role}>${roles[role]}</td>
      ${this.#belongs(organization)}
      <td></td>
      <td data-label=${team.state}>${team.invited}</td>
      <td></td>
    </tr>`;
  }

  async #disable(member: MemberView): Promise<void> {
    this.leaving = member;
    await this.updateComplete;
    const sure = await this.renderRoot.querySelector<Confirm>('parlour-confirm')!.ask();
    if (sure) await this.#change(member, { disabled: true });
  }

  #change({ id }: MemberView, change: { role?: StaffRole; disabled?: boolean }): Promise<boolean> {
    return this.#do(async () => {
      await this.call(changeAccount, { account: id, ...change });
      await this.#members.load();
    });
  }

  static override styles = [
    controls,
    notices,
    page,
    tables,
    faces,
    css`
      .person {
        display: flex;
        align-items: center;
        gap: var(--space-2);
      }
      .card {
        display: grid;
        gap: var(--space-3);
      }
      form.row {
        align-items: end;
      }
      [role='status'] > .notice {
        display: grid;
        gap: var(--space-2);
      }
      td .row {
        flex-wrap: nowrap;
        gap: var(--space-2);
      }
      td .button {
        white-space: nowrap;
      }
      @media (max-width: 720px) {
        td:empty,
        th:empty {
          display: none;
        }
      }
      code {
        overflow-wrap: anywhere;
      }
    `,
  ];
}
