/** The texts of the merchant's retention rule. */
export const ruleWords = {
  label: 'Retention',
  title: 'How long you keep conversations',
  lead: 'After this time, counted from the close, a conversation is hidden from everybody and deleted with its key. Consumers see the date from their first message on.',
  keep: 'Keep for',
  bounds: (floor: string, ceiling: string) => `The platform allows ${floor} to ${ceiling}.`,
} as const;
