/** ACC-1: what a password must be. No composition rules: length, and not one that everybody tries. */
export type PasswordProblem = 'too_short' | 'too_common' | 'too_alike';

export const passwordLength = { alone: 15, withSecondFactor: 8, most: 1_024 } as const;

export interface PasswordCircumstances {
  readonly secondFactor: boolean;
  /** What others know of the person: address, name, the product. A password made of it is none. */
  readonly known: readonly string[];
  readonly isCommon: (password: string) => boolean;
}

/** Null where the password will do. Length counts characters as people see them, not bytes. */
export function passwordProblem(
  password: string,
  { secondFactor, known, isCommon }: PasswordCircumstances,
): PasswordProblem | null {
  const least = secondFactor ? passwordLength.withSecondFactor : passwordLength.alone;
  if ([...password.normalize('NFC')].length < least) return 'too_short';
  const plain = password.normalize('NFKC').toLowerCase();
  if (isRepetition(plain) || isRun(plain)) return 'too_common';
  // What is added to a common password to make it pass is the first thing that is tried.
  const core = plain.replace(/^[\d\W_]+|[\d\W_]+$/g, '');
  if (isCommon(plain) || (core.length < plain.length && core.length * 2 >= plain.length && isCommon(core)))
    return 'too_common';
  const rest = known
    .map((word) => word.toLowerCase())
    .filter((word) => word.length >= 3)
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, word) => left.replaceAll(word, ''), plain);
  return rest.length < plain.length && rest.length < 6 ? 'too_alike' : null;
}

/** `aaaaaaaa`, `abcabcabc`, `passwordpassword`: a unit of at most half, again and again. */
function isRepetition(text: string): boolean {
  for (let unit = 1; unit <= text.length / 2; unit += 1) {
    const again = text
      .slice(0, unit)
      .repeat(Math.ceil(text.length / unit))
      .slice(0, text.length);
    if (again === text) return true;
  }
  return false;
}

/** `12345678`, `hgfedcba`: each character beside the one before, all the way. */
function isRun(text: string): boolean {
  const steps = [...text]
    .slice(1)
    .map((character, index) => character.codePointAt(0)! - [...text][index]!.codePointAt(0)!);
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
}
