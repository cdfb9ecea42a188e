/**
 * CON-6: Global Privacy Control (W3C). The signal counts when a `Sec-GPC` header is exactly `1`; its absence, or
 * any other value, says nothing.
 */
import { permits, type ConsentState, type Purpose } from '../model/purpose.js';

/** What the signal says no to. */
export const gpcPurposes = [
  'analytics',
  'marketing',
  'partner_sharing',
] as const satisfies readonly Purpose[];

/** `rawHeaders` as Node gives them: names and values in turn. A list joined by commas counts for each of its parts. */
export function seesGpc(rawHeaders: readonly string[]): boolean {
  return rawHeaders.some(
    (value, index) =>
      index % 2 === 1 &&
      rawHeaders[index - 1]!.toLowerCase() === 'sec-gpc' &&
      value.split(',').some((part) => part.trim() === '1'),
  );
}

/** A yes, or one that still waits to be confirmed (OPT-4). */
const wishes = (state: ConsentState): boolean => permits(state) || state === 'requested';

/**
 * The purposes that the signal refuses now: those never answered, and an earlier yes. A yes that was given with the
 * signal on is explicit, and stays.
 */
export function gpcRefusals(
  events: readonly { readonly purpose: Purpose; readonly state: ConsentState; readonly gpc?: boolean }[],
): Purpose[] {
  return gpcPurposes.filter((purpose) => {
    const last = events.findLast((event) => event.purpose === purpose);
    return last === undefined || (wishes(last.state) && last.gpc !== true);
  });
}
