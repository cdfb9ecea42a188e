import { operation } from './define.js';

/** Durations in milliseconds. */
export interface BoundsInput {
  readonly floor: number;
  readonly ceiling: number;
  /** What a merchant without a rule gets. */
  readonly keep: number;
}

/** RET-6: a change that makes something shorter, and waits. */
export interface WaitingChange<Rule> {
  readonly to: Rule;
  readonly by: string;
  readonly askedAt: number;
  /** Until then it can be undone. */
  readonly appliesAt: number;
}

/** RET-6: what a change would do, before it is made. Counts, no content. */
export interface ChangePreview {
  /** `later`: it only lengthens, acts at once, and on new conversations alone. */
  readonly kind: 'none' | 'shorter' | 'later';
  /** Old conversations whose date would come nearer. */
  readonly conversations: number;
  /** Of these, the ones that would be gone as soon as the change applies. */
  readonly goneAtOnce: number;
  readonly appliesAt: number;
}

export interface MerchantRule {
  readonly keep: number;
  /** The platform's bounds, within which it is. */
  readonly floor: number;
  readonly ceiling: number;
  readonly waiting: WaitingChange<{ keep: number }> | null;
}

type Keep = { readonly keep: number };

const manager = { capability: 'rule.manage', purpose: 'service', socket: true } as const;

export const readRule = operation<Record<never, never>, MerchantRule>()({
  ...manager,
  name: 'rule.read',
  summary: 'How long the merchant keeps conversations, within which bounds, and what change waits.',
  limit: 'read',
  http: ['GET', '/rule'],
});

export const previewRule = operation<Keep, ChangePreview>()({
  ...manager,
  name: 'rule.preview',
  summary: 'What a change of the merchant’s rule would do, in counts (RET-6).',
  limit: 'read',
  http: ['POST', '/rule/preview'],
});

export const changeRule = operation<Keep, MerchantRule>()({
  ...manager,
  name: 'rule.change',
  summary:
    'Changes the rule: longer at once and for new conversations only; shorter after 24 h, for old ones too.',
  limit: 'write',
  http: ['PUT', '/rule'],
});

export const undoRule = operation<Record<never, never>, MerchantRule>()({
  ...manager,
  name: 'rule.undo',
  summary: 'Takes back the change that waits.',
  limit: 'write',
  http: ['POST', '/rule/undo'],
});

export interface PlatformBounds extends BoundsInput {
  readonly waiting: WaitingChange<BoundsInput> | null;
}

const admin = { capability: 'bounds.manage', purpose: 'service', socket: true } as const;

export const readBounds = operation<Record<never, never>, PlatformBounds>()({
  ...admin,
  name: 'bounds.read',
  summary: 'The platform’s floor and ceiling, what a merchant without a rule gets, and what change waits.',
  limit: 'read',
  http: ['GET', '/bounds'],
});

export const previewBounds = operation<BoundsInput, ChangePreview>()({
  ...admin,
  name: 'bounds.preview',
  summary: 'What a change of the platform’s bounds would do, in counts (RET-6).',
  limit: 'read',
  http: ['POST', '/bounds/preview'],
});

export const changeBounds = operation<BoundsInput, PlatformBounds>()({
  ...admin,
  name: 'bounds.change',
  summary:
    'Changes the bounds: what lengthens at once and for new conversations only; what shortens after 24 h.',
  limit: 'write',
  http: ['PUT', '/bounds'],
});

export const undoBounds = operation<Record<never, never>, PlatformBounds>()({
  ...admin,
  name: 'bounds.undo',
  summary: 'Takes back the change that waits.',
  limit: 'write',
  http: ['POST', '/bounds/undo'],
});

export const ruleOperations = [
  readRule,
  previewRule,
  changeRule,
  undoRule,
  readBounds,
  previewBounds,
  changeBounds,
  undoBounds,
] as const;
