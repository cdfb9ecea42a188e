/** Numbers, plural forms, durations and lists as a language has them, all by `Intl`. */
import { day, hour, minute, type ExpiryReason } from '@parlour/shared/rules/expiry.js';

/** The forms that a language has for a counted thing; `#` stands for the number. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** RET-1 in a language: a sentence for each rule that can count. */
type ExpiryWords = Record<ExpiryReason['rule'], (duration: string) => string>;

interface Grammar {
  number(count: number): string;
  counted(count: number, forms: Forms): string;
  /** "90 days", in the form that stands alone. */
  duration(ms: number): string;
  /** "in 5 seconds" */
  inSeconds(seconds: number): string;
  list(names: readonly string[]): string;
}

export function grammarOf(language: string): Grammar {
  // Digits as the person writes them (an Arabic page is read in Rabat and in Cairo), like the dates beside them.
  const own = globalThis.navigator?.language;
  const tag = own?.split('-')[0] === language ? own : language;
  const rounded = { maximumFractionDigits: 1 };
  const number = once(() => new Intl.NumberFormat(tag, rounded));
  const rules = once(() => new Intl.PluralRules(tag));
  const relative = once(() => new Intl.RelativeTimeFormat(tag));
  const names = once(() => new Intl.ListFormat(tag));
  return {
    number: (count) => number().format(count),
    counted: (count, forms) =>
      (forms[rules().select(count)] ?? forms.other).replace('#', () => number().format(count)),
    duration: (ms) => {
      const { count, unit } = countedIn(ms);
      return new Intl.NumberFormat(tag, { ...rounded, style: 'unit', unit, unitDisplay: 'long' }).format(
        count,
      );
    },
    inSeconds: (seconds) => relative().format(seconds, 'second'),
    list: (all) => names().format(all),
  };
}

/** Made when it is asked for: a slow device has more to do while the chat opens than to read up on a language. */
function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}

/** The unit that a person would take for it. */
export function countedIn(ms: number): { readonly count: number; readonly unit: 'day' | 'hour' | 'minute' } {
  if (ms >= day) return { count: ms / day, unit: 'day' };
  return ms >= hour ? { count: ms / hour, unit: 'hour' } : { count: ms / minute, unit: 'minute' };
}

export const explainIn =
  (words: ExpiryWords, duration: (ms: number) => string) =>
  (reasons: readonly ExpiryReason[]): string[] =>
    reasons.map(({ rule, ms }) => words[rule](duration(ms)));

/** A name from elsewhere, kept from turning the direction of the sentence around it (Unicode TR 9, isolates). */
export const isolated = (name: string): string => `\u2068${name}\u2069`;
