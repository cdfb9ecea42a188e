import { dictionary } from '@zxcvbn-ts/language-common';

let common: ReadonlySet<string> | null = null;

/** ACC-1: whether everybody would try it: one of the 49,000 most used. */
export function isCommon(password: string): boolean {
  common ??= new Set(dictionary['passwords-common'] as readonly string[]);
  return common.has(password);
}
