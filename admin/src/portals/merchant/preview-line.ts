import type { ConversationView, MessageView } from '@parlour/shared/model/conversation.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { AppearanceView } from '@parlour/shared/protocol/appearance.js';
import { sync, welcome, type SyncOutput, type Welcome } from '@parlour/shared/protocol/conversation.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import { day, decideExpiry, hour, minute } from '@parlour/shared/rules/expiry.js';
import { CallLost, type Connection } from '@parlour/widget/connection/connection.js';
import { previewTexts as words } from './settings-texts.js';

export type PreviewMoment = 'opening' | 'talking';

const id = 'cnv_PREVIEWAAAAAAAAAAAAAAA' as ConversationId;
const rules = { floor: hour, ceiling: 365 * day, merchant: 30 * day };
const consent = { transcript_storage: true, device_storage: false };
const agent = { id: 'agent', name: words.agent } as const;

/** Stands where the widget's line to the server would be, and answers it with invented things. Nothing leaves. */
export function previewLine(view: AppearanceView, moment: PreviewMoment): Connection {
  const answers: Record<string, unknown> = {
    [welcome.name]: welcomeOf(view, moment),
    [sync.name]: talkOf(view),
  };
  const call = ((operation: { name: string }) =>
    operation.name in answers
      ? Promise.resolve(answers[operation.name])
      : Promise.reject(new CallLost())) as unknown as Call;
  return {
    state: 'connected',
    since: Date.now(),
    refusal: null,
    call,
    on: () => () => undefined,
    onState: () => () => undefined,
    close: () => undefined,
  };
}

function welcomeOf({ appearance, colours, merchant }: AppearanceView, moment: PreviewMoment): Welcome {
  const { greeting, corners, agentNames, asksMarketing } = appearance;
  return {
    merchant,
    greeting,
    presence: 'online',
    hours: null,
    mail: false,
    asksMarketing,
    preChat: [],
    appearance: { colours, corners, agentNames },
    notice: { version: '1.0.0', sha256: '0'.repeat(64), text: words.notice },
    coming: [],
    retention: rules,
    conversation: moment === 'talking' ? id : null,
  };
}

function talkOf({ merchant }: AppearanceView): SyncOutput {
  const now = Date.now();
  const said = (seq: number, isAgent: boolean, text: string): MessageView => ({
    conversation: id,
    seq,
    at: now - (5 - seq) * minute,
    sender: isAgent ? { role: 'agent', ...agent } : { role: 'consumer' },
    clientId: `preview-${seq}`,
    consentEvent: 1,
    kind: 'text',
    text,
  });
  const messages = [
    said(1, false, words.question),
    said(2, true, words.answer),
    said(3, false, words.thanks),
  ];
  const conversation: ConversationView = {
    id,
    state: 'active',
    merchant: merchant.slug,
    startedAt: now - 5 * minute,
    closedAt: null,
    revision: 1,
    head: messages.length,
    consent,
    expiry: decideExpiry({ rules, consent, lastMessageAt: now, closedAt: null }),
    agent,
    cursors: { agent: { delivered: 3, read: 3 } },
  };
  return { conversation, messages, more: false };
}
