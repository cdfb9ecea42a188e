import type { ConversationId, LabelId } from '../model/ids.js';
import { operation } from './define.js';

/** Colours by the names of the tokens, so that each has its pair for light and dark. */
export const labelColours = ['accent', 'ok', 'warn', 'danger', 'plain'] as const;
export type LabelColour = (typeof labelColours)[number];

export interface LabelView {
  readonly id: LabelId;
  readonly name: string;
  readonly colour: LabelColour;
}

export const labelLimits = { labels: 100, name: 40, perConversation: 10 } as const;

export const listLabels = operation<Record<never, never>, { labels: readonly LabelView[] }>()({
  name: 'label.list',
  summary: 'The merchant’s labels, by name.',
  capability: 'label.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/labels'],
  socket: true,
});

export interface SaveLabelInput {
  /** Which one to change; absent for a new one. */
  readonly id?: LabelId | undefined;
  readonly name: string;
  readonly colour: LabelColour;
}

export const saveLabel = operation<SaveLabelInput, { label: LabelView }>()({
  name: 'label.save',
  summary: 'Adds a label or changes one. A name that another has is refused.',
  capability: 'label.manage',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/labels'],
  socket: true,
});

export const removeLabel = operation<{ id: LabelId }, Record<never, never>>()({
  name: 'label.remove',
  summary: 'Removes a label, from every conversation too.',
  capability: 'label.manage',
  purpose: 'service',
  limit: 'write',
  http: ['DELETE', '/labels/:id'],
  socket: true,
});

export const putLabels = operation<
  { conversation: ConversationId; labels: readonly LabelId[] },
  { labels: readonly LabelId[] }
>()({
  name: 'label.put',
  summary: 'Gives a conversation these labels and no others. Consumers never see them.',
  capability: 'label.put',
  purpose: 'service',
  limit: 'write',
  http: ['PUT', '/conversations/:conversation/labels'],
  socket: true,
});

export const labelOperations = [listLabels, saveLabel, removeLabel, putLabels] as const;
