/** Every text that several portals show. A portal's own are in its `texts.ts`. */
import type { ErrorCode } from '@parlour/shared/protocol/errors.js';
import { number } from './format.js';

const rules = new Intl.PluralRules('en');

/** "1 conversation", "12 conversations". */
export const plural = (count: number, one: string, other: string): string =>
  `${number(count)} ${rules.select(count) === 'one' ? one : other}`;

export const conversations = (count: number): string => plural(count, 'conversation', 'conversations');

const english = {
  product: 'Parlour',
  skip: 'Skip to the content',
  navigation: 'Portal',
  tryAgain: 'Try again',
  cancel: 'Cancel',
  copy: 'Copy',
  copied: 'Copied.',
  marked: 'Marked. Copy it with the keyboard.',
  close: 'Close',
  loading: 'Loading…',
  account: 'Account',
  signedInAs: (name: string) => `Signed in as ${name}`,

  portals: {
    merchant: 'Merchant portal',
    admin: 'Admin portal',
    provider: 'Provider portal',
  },

  signIn: {
    title: 'Sign in',
    email: 'E-mail address',
    password: 'Password',
    show: 'Show',
    hide: 'Hide',
    showPassword: 'Show what I typed',
    hidePassword: 'Hide what I typed',
    submit: 'Sign in',
    submitting: 'Signing in…',
    emailMissing: 'Enter your e-mail address.',
    emailMalformed: 'An e-mail address looks like name@example.com.',
    passwordMissing: 'Enter your password.',
    ended: 'Your session is over. Sign in again to go on; what you had typed is still there.',
    left: 'You are signed out.',
    elsewhere: (name: string, portal: string) =>
      `${name} is signed in to the ${portal} in this browser. Signing in here signs them out there.`,
  },
  gate: {
    title: 'Before you go on',
    lead: 'These documents bind whoever works here. Read them; when you accept, the portal opens.',
    all: 'Every version stays readable.',
    version: (version: string, date: string) => `Version ${version}, in effect since ${date}`,
    changes: 'See what changed',
    print: 'Open it on a page of its own, to print or keep',
    accept: 'Accept and continue',
  },
  coming: (title: string, version: string, date: string) =>
    `From ${date} version ${version} of “${title}” holds.`,
  comingRead: 'Read it',
  comingCompare: 'See what changes',

  signOutFailed: (why: string) => `You are still signed in. ${why}`,
  signOut: 'Sign out',
  checking: 'Finding out who is signed in…',

  failure: {
    heading: 'This could not be loaded',
    lost: 'The server cannot be reached. Check your connection, then try again.',
    unknown: 'Something went wrong in this page. Reload it; if it stays, tell whoever runs Parlour.',
    requestId: (id: string) => `Request id: ${id}`,
    /** What the server says by code, where this catalogue has words of its own for it. */
    said: {} as Readonly<Partial<Record<ErrorCode, string>>>,
    tooMany: (seconds: number) => `Too much at once. Try again in ${plural(seconds, 'second', 'seconds')}.`,
  },

  connection: {
    connected: 'Connected',
    connecting: 'Connecting…',
    reconnecting: (since: string) =>
      `Reconnecting since ${since}. What you send is kept and goes out when the connection is back.`,
    refused: (why: string) => `The live connection was refused. ${why}`,
  },

  notFound: {
    title: 'No such page',
    text: 'There is nothing at this address.',
    back: 'Go to the first page',
  },
};

export type CommonTexts = typeof english;

/** In the language that is read: drawn from at each rendering, never before. */
export let texts: CommonTexts = english;

/** Words of another language for these; the rest stay English. */
export const readCommonTexts = (some: Partial<CommonTexts>): void => void (texts = { ...english, ...some });
