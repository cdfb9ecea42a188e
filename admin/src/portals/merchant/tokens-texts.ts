import type { TokenScope } from '@parlour/shared/protocol/team.js';

/** The texts of API tokens. */
export const tokenTexts = {
  tab: 'API tokens',
  title: 'API tokens',
  lead: 'With a token a program of yours reads or answers conversations, as far as you let it, for as long as the manager who made it manages. Each is shown once.',
  none: 'There is no token yet.',
  noneNext: 'Make one below for the program that needs it.',
  name: 'Name',
  nameHint: 'Which program it is for',
  nameMissing: 'Say which program it is for.',
  scopes: 'It may',
  scopesMissing: 'Choose what it may do.',
  scope: {
    'conversations:read': 'read conversations',
    'conversations:write': 'accept, answer and close conversations',
  } as Readonly<Record<TokenScope, string>>,
  made: 'Made',
  used: 'Last used',
  never: 'never',
  make: 'Make a token',
  once: 'Here is the token. It is not shown again.',
  shown: 'The token',
  onceText: 'Keep it where your program keeps its secrets. Who loses it makes another, and ends this one.',
  end: 'End',
  endOne: (name: string) => `End ${name}…`,
  endAsk: 'End this token?',
  endText: 'The program that uses it is refused from that moment on.',
  endYes: 'End it',
  ended: (name: string) => `“${name}” opens nothing any more.`,
} as const;
