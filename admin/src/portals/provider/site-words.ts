import { CallRefused } from '@parlour/widget/connection/connection.js';
import { failureWords } from '../../ui/failure-words.js';
import { texts } from './texts.js';

/** Origins as they are typed: one on each line. */
export const originsIn = (text: string): string[] =>
  text
    .split(/\s+/)
    .filter((line) => line !== '')
    .map((line) => (line.includes('://') ? line : `https://${line}`));

/** What was refused, each origin by itself. */
export function originFailure(error: unknown, origins: readonly string[]): string {
  const words = failureWords(error);
  if (!(error instanceof CallRefused) || error.error.code !== 'bad_origin') return words;
  const each = (error.error.issues ?? []).map(({ path, message }) => {
    const origin = origins[Number(path.split('.')[1])] ?? '';
    const fault = message.split(':')[0] ?? '';
    return texts.sites.fault(origin, texts.sites.faults[fault] ?? message);
  });
  return [...each, words].join(' ');
}
