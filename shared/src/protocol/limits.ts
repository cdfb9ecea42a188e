import type { LimitClass } from './define.js';

/** So many calls (`points`) in so many seconds, for each consumer or account, and for each connection's address. */
export interface Limit {
  readonly points: number;
  readonly seconds: number;
  /** How many times `points` one address may use, since many people share one. */
  readonly perAddress: number;
}

export const limits: Record<LimitClass, Limit> = {
  read: { points: 600, seconds: 60, perAddress: 20 },
  write: { points: 120, seconds: 60, perAddress: 10 },
  message: { points: 100, seconds: 60, perAddress: 20 },
  signal: { points: 600, seconds: 60, perAddress: 20 },
  // A few pictures at once are one message to a person; what a conversation may hold is limited beside.
  upload: { points: 20, seconds: 60, perAddress: 10 },
  start: { points: 10, seconds: 60, perAddress: 20 },
  // Somebody mistypes a code a few times; whoever guesses has a hundred bits before them.
  code: { points: 15, seconds: 300, perAddress: 4 },
  // A whole office signs in from one address; guessing at one account is stopped long before (accounts/attempts.ts).
  signIn: { points: 60, seconds: 300, perAddress: 5 },
};

/** Bytes of one HTTP body or one socket frame. */
export const frameLimit = 64 * 1_024;

/** MSG-12: bytes of one file, unless the operator says otherwise. */
export const usualFileLimit = 10 * 1_024 * 1_024;

/** How many times the limit of one file all files of a conversation may be together. */
export const filesPerConversation = 20;

/** MSG-9: a typing sign that is not renewed disappears after so many milliseconds. */
export const typingTtl = 6_000;

/** A colleague's sign that is not renewed disappears after so many milliseconds. */
export const lookingTtl = 20_000;

/** MSG-5: how often the server repeats each open conversation's head `seq`, in milliseconds. */
export const headInterval = 10_000;
