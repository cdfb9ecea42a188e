/** The texts of a merchant's own masking patterns. */
export const maskingTexts = {
  tab: 'Masking',
  title: 'What is masked',
  lead: 'Card numbers, bank accounts and social security numbers are replaced by dots before anything is stored, shown, logged or sent on, for everybody. Add patterns of your own here, such as customer numbers. They act on what is written from now on; what is masked cannot be read back, by you or by us. Both sides see that something was masked.',
  name: 'Name',
  pattern: 'Pattern',
  patternHint:
    'Characters as they are, . for any, \\d for a digit, \\w for a letter or digit, [A-Z] for one of these, ? * + {5} {2,4} for how often, ( | ) for one of several. Large and small letters count the same.',
  sample: 'Try it on a text',
  sampleText: 'My customer number is KD-12345, thank you.',
  result: 'As it would be stored',
  noPattern: 'Write a pattern to see what it does.',
  unmatched: 'The pattern masks nothing in this text.',
  add: 'Add pattern',
  none: 'You have no pattern of your own.',
  noneNext: 'Add the first one below, and try it there.',
  remove: (name: string) => `Remove the pattern “${name}”?`,
  removeText: 'What it would have masked is stored as it is written, from now on.',
} as const;
