import { html, type TemplateResult } from 'lit';
import type { AgentState } from '@parlour/shared/model/agent.js';
import type { ConversationView } from '@parlour/shared/model/conversation.js';
import type { AccountId } from '@parlour/shared/model/ids.js';
import { textLimits } from '@parlour/shared/rules/text.js';
import { texts } from './flow-texts.js';

const { handover: words } = texts;
const queue = 'queue';
/** Who can answer at once comes first. */
const order = { online: 0, away: 1, offline: 2 } as const;

interface Given {
  readonly conversation: ConversationView;
  readonly agents: readonly AgentState[];
  readonly me: AccountId;
  readonly isManager: boolean;
}

/** CNV-3: to whom, and why. */
export function handoverFields({ conversation, agents, me, isManager }: Given): TemplateResult {
  const others = agents
    .filter(({ id }) => id !== conversation.agent?.id && id !== me)
    .toSorted((one, other) => order[one.availability] - order[other.availability] || one.load - other.load);
  const choices: [value: string, label: string][] = others.map(
    ({ id, name, availability, load, capacity }): [string, string] => [
      id,
      words.colleague(name, availability, load, capacity),
    ],
  );
  if (isManager && conversation.agent?.id !== me) choices.unshift([me, words.takeOver]);
  if (conversation.state !== 'queued') choices.push([queue, words.queue]);
  return html`<fieldset>
      <legend>${words.to}</legend>
      ${choices.map(
        ([value, label], index) =>
          html`<label class="choice"
            ><input type="radio" name="to" value=${value} ?checked=${index === 0} required />${label}</label
          >`,
      )}
    </fieldset>
    <p class="soft small">${words.absent}</p>
    <div class="field">
      <label for="reason">${words.reason}</label>
      <textarea
        id="reason"
        name="reason"
        rows="2"
        dir="auto"
        maxlength=${textLimits.maxLength}
        aria-describedby="reason-hint"
      ></textarea>
      <p class="soft small" id="reason-hint">${words.reasonHint}</p>
    </div>`;
}

export function chosenHandover(fields: FormData): { to?: AccountId; reason?: string } {
  const to = fields.get('to') as string;
  const reason = (fields.get('reason') as string).trim();
  return { ...(to !== queue && { to: to as AccountId }), ...(reason !== '' && { reason }) };
}
