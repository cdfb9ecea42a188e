import { conversations } from './texts.js';

/** The texts of changing how long conversations are kept. */
export const ruleTexts = {
  inDays: 'in days',
  inHours: 'in hours',
  hint: 'Longer applies at once, to new conversations only. Shorter applies to old ones too, after 24 hours in which you can undo it.',
  submit: 'See what this changes',
  same: 'That is what holds already.',
  longer: 'Changed. It holds for new conversations; those that are there keep their date.',
  waits: 'The change waits for 24 hours. Until then you can undo it.',
  undone: 'Undone. Everything keeps its date.',
  waiting: 'A change waits',
  applies: 'It applies on',
  asked: (by: string, when: string) => `${by} asked for it on ${when}.`,
  undo: 'Undo it',
  ask: 'Keep conversations for less?',
  confirm: 'Change it in 24 hours',
  reaches: (count: number) => `The date of ${conversations(count)} comes nearer.`,
  gone: (count: number) =>
    count === 0
      ? 'Nothing is deleted at once when it applies.'
      : `When it applies, ${conversations(count)} will be deleted at once.`,
  until: (when: string) => `It applies on ${when}. Until then you can undo it.`,
} as const;
