import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { can, type Role } from '@parlour/shared/access/table.js';
import type { AgentState } from '@parlour/shared/model/agent.js';
import type { ConversationView, InboxEntry } from '@parlour/shared/model/conversation.js';
import type { AccountId } from '@parlour/shared/model/ids.js';
import { readAssignment } from '@parlour/shared/protocol/assignment.js';
import { blockConsumer } from '@parlour/shared/protocol/blocking.js';
import {
  snoozeConversation,
  transferConversation,
  wakeConversation,
} from '@parlour/shared/protocol/handover.js';
import type { Connection } from '@parlour/widget/connection/connection.js';
import { failureWords } from '../../ui/failure-words.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { blockFields, chosenBlock } from './block-fields.js';
import { deedStyles } from './conversation-deeds.styles.js';
import { dialogStyles } from './dialog.styles.js';
import { texts } from './flow-texts.js';
import { chosenHandover, handoverFields } from './handover-fields.js';
import { chosenTime, snoozeFields } from './snooze-fields.js';

type Deed = 'handover' | 'snooze' | 'block';

/**
 * What can be done with a conversation beside answering it: hand it over (CNV-3), put it off, block its consumer
 * (CNV-7). Shows what the table of roles allows, and nothing else.
 *
 * @event changed - It stands otherwise now: `detail` is the conversation, where the answer has it.
 * @event said - What was done, in words.
 */
export class ConversationDeeds extends LitElement {
  static override properties = {
    connection: { attribute: false },
    conversation: { attribute: false },
    entry: { attribute: false },
    me: {},
    role: {},
    deed: { state: true },
    agents: { state: true },
    failed: { state: true },
    busy: { state: true },
  };
  declare connection: Connection;
  declare conversation: ConversationView;
  declare entry: InboxEntry | undefined;
  declare me: AccountId;
  declare role: Role;
  /** What is open in the dialog. */
  declare protected deed: Deed | null;
  declare protected agents: readonly AgentState[];
  declare protected failed: string;
  declare protected busy: boolean;

  constructor() {
    super();
    this.deed = null;
    this.agents = [];
    this.failed = '';
    this.busy = false;
  }

  get #isMine(): boolean {
    return this.conversation.agent?.id === this.me;
  }

  /** Whether a capability reaches this conversation: `assigned` reaches what the agent has. */
  #may(capability: 'conversation.transfer' | 'conversation.snooze' | 'consumer.block'): boolean {
    const scope = can(this.role, capability);
    return scope !== null && (scope !== 'assigned' || this.#isMine);
  }

  async #open(deed: Deed): Promise<void> {
    this.failed = '';
    this.deed = deed;
    this.renderRoot.querySelector<HTMLElement>('[popover]')?.hidePopover();
    if (deed === 'handover') {
      const answer = await this.connection.call(readAssignment, {}).catch((error: unknown) => {
        this.failed = texts.failed(failureWords(error));
        return null;
      });
      this.agents = answer?.agents ?? [];
    }
    await this.updateComplete;
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  #close(): void {
    this.renderRoot.querySelector('dialog')?.close();
  }

  async #do(deed: () => Promise<ConversationView | null>, said: string): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failed = '';
    try {
      const detail = await deed();
      this.#close();
      if (detail) this.dispatchEvent(new CustomEvent<ConversationView>('changed', { detail }));
      this.dispatchEvent(new CustomEvent<string>('said', { detail: said }));
    } catch (error) {
      this.failed = texts.failed(failureWords(error));
    } finally {
      this.busy = false;
    }
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    const { id: conversation } = this.conversation;
    const { connection } = this;
    if (this.deed === 'handover') {
      const input = { conversation, ...chosenHandover(fields) };
      void this.#do(
        async () => (await connection.call(transferConversation, input)).conversation,
        texts.handover.done,
      );
    } else if (this.deed === 'snooze') {
      const input = { conversation, ...chosenTime(fields, new Date()) };
      void this.#do(
        async () => (await connection.call(snoozeConversation, input)).entry.conversation,
        texts.snooze.done,
      );
    } else if (this.deed === 'block') {
      const input = { conversation, ...chosenBlock(fields) };
      void this.#do(async () => {
        await connection.call(blockConsumer, input);
        return null;
      }, texts.block.done);
    }
  };

  #wake(): void {
    const { id: conversation } = this.conversation;
    this.renderRoot.querySelector<HTMLElement>('[popover]')?.hidePopover();
    void this.#do(
      async () => (await this.connection.call(wakeConversation, { conversation })).entry.conversation,
      texts.snooze.woken,
    );
  }

  protected override render(): TemplateResult | typeof nothing {
    const choices = this.#choices();
    if (choices.length === 0) return nothing;
    return html`<button class="button" type="button" popovertarget="more" aria-label=${texts.moreLabel}>
        ${texts.more}
      </button>
      <div id="more" popover aria-label=${texts.moreLabel} role="group">
        ${choices.map(
          ([label, act]) => html`<button class="button quiet" type="button" @click=${act}>${label}</button>`,
        )}
      </div>
      ${this.#dialog()}
      ${
        this.failed !== '' && this.deed === null
          ? html`<p role="alert" class="failed">${this.failed}</p>`
          : nothing
      }`;
  }

  #choices(): (readonly [label: string, act: () => void])[] {
    const { state } = this.conversation;
    const open = (label: string, deed: Deed) => [label, () => void this.#open(deed)] as const;
    const isOpen = state !== 'closed';
    const isOff = this.entry?.snooze !== undefined;
    return [
      ...(isOpen && this.#may('conversation.transfer') ? [open(texts.handover.action, 'handover')] : []),
      ...(state === 'active' && this.#may('conversation.snooze')
        ? [isOff ? ([texts.snooze.wake, () => this.#wake()] as const) : open(texts.snooze.action, 'snooze')]
        : []),
      ...(this.#may('consumer.block') ? [open(texts.block.action, 'block')] : []),
    ];
  }

  #dialog(): TemplateResult {
    const { deed } = this;
    const words = deed === null ? null : texts[deed];
    return html`<dialog aria-labelledby="heading" @close=${() => (this.deed = null)}>
      ${
        words === null
          ? nothing
          : html`<h2 id="heading">${words.title}</h2>
              <form @submit=${this.#submit}>
                ${this.#fields()}
                ${this.failed === '' ? nothing : html`<p role="alert" class="failed">${this.failed}</p>`}
                <div class="answers">
                  <button class="button" type="button" @click=${() => this.#close()}>${texts.cancel}</button>
                  <button
                    class="button ${deed === 'block' ? 'danger' : 'next'}"
                    type="submit"
                    aria-disabled=${this.busy}
                  >
                    ${words.submit}
                  </button>
                </div>
              </form>`
      }
    </dialog>`;
  }

  #fields(): TemplateResult {
    if (this.deed === 'snooze') return snoozeFields(new Date());
    if (this.deed === 'block') return blockFields();
    const { conversation, agents, me, role } = this;
    return handoverFields({
      conversation,
      agents,
      me,
      isManager: can(role, 'conversation.transfer') === 'merchant',
    });
  }

  static override styles = [controls, notices, dialogStyles, deedStyles];
}
