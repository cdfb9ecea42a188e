import { html, nothing, type TemplateResult } from 'lit';
import type { ConversationView } from '@parlour/shared/model/conversation.js';
import type { AccountId } from '@parlour/shared/model/ids.js';
import { face } from '../../ui/face.js';
import { moment } from '../../ui/format.js';
import { icon } from '../../ui/icons.js';
import { texts } from './texts.js';

export interface PaneHeader {
  /** Null until it has been fetched. */
  readonly conversation: ConversationView | null;
  readonly me: AccountId;
  readonly title: string;
  readonly back: string;
  readonly busy: boolean;
  readonly accept: () => void;
  readonly close: () => void;
  readonly about: () => void;
  /** What else can be done with it. */
  readonly more?: TemplateResult | typeof nothing;
}

/** On a narrow screen: the way back to the list. */
export const backLink = (href: string): TemplateResult =>
  html`<a class="button quiet back" href=${href} aria-label=${texts.back}>${icon('back')}</a>`;

/** What the conversation is called, who has it, and what can be done with it. */
export const paneHeader = ({
  conversation,
  me,
  title,
  back,
  about,
  more,
  ...deeds
}: PaneHeader): TemplateResult =>
  html`<header>
    ${backLink(back)} ${conversation ? answering(conversation) : nothing}
    <div class="name">
      <h2 tabindex="-1" dir="auto">${title}</h2>
      <p class="soft small">${conversation ? stateWords(conversation, me) : nothing}</p>
    </div>
    <div class="actions">
      <button class="button quiet about" type="button" @click=${about}>
        ${icon('details')}<span>${texts.about}</span>
      </button>
      ${conversation ? actions(conversation, deeds) : nothing} ${more ?? nothing}
    </div>
  </header>`;

/** Who has it, where they show a picture of themselves. */
const answering = ({ state, agent }: ConversationView): TemplateResult | typeof nothing =>
  state === 'active' && agent?.picture ? face(agent) : nothing;

function actions(
  { state }: ConversationView,
  { busy, accept, close }: Pick<PaneHeader, 'busy' | 'accept' | 'close'>,
): TemplateResult {
  return html`${
    state === 'queued'
      ? html`<button class="button next" type="button" aria-disabled=${busy} @click=${accept}>
          ${busy ? texts.accepting : texts.accept}
        </button>`
      : nothing
  }
  ${
    state === 'closed'
      ? nothing
      : html`<button
          class="button"
          type="button"
          aria-keyshortcuts="Alt+E"
          aria-disabled=${busy}
          @click=${close}
        >
          ${texts.close}
        </button>`
  }`;
}

function stateWords({ state, agent, closedAt }: ConversationView, me: AccountId): string {
  if (state === 'queued') return texts.stateOf.queued;
  if (state === 'closed') return texts.stateOf.closed(closedAt === null ? '' : moment(closedAt));
  return agent === null || agent.id === me ? texts.stateOf.mine : texts.stateOf.colleague(agent.name);
}

/** What follows from a reply, where that is not plain. */
export function replyHint({ state, agent }: ConversationView, me: AccountId): string {
  if (state === 'queued') return texts.replyHint.queued;
  return agent !== null && agent.id !== me ? texts.replyHint.colleague(agent.name) : '';
}
