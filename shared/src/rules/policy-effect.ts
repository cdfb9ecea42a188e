/** POL-2: which version of a document holds, and when the next one may. Times in milliseconds, UTC. */
import { day } from './expiry.js';

/** How long before its effect a material change must have been announced. */
export const noticePeriod = 14 * day;

export interface Effect {
  readonly version: string;
  readonly material: boolean;
  readonly effectiveAt: number;
  readonly noticeSentAt: number | null;
  readonly publishedAt: number | null;
}

/** The published version with the greatest `effectiveAt` that has come; null where there is none. */
export function currentOf<Version extends Effect>(versions: readonly Version[], now: number): Version | null {
  return versions.reduce<Version | null>((best, version) => {
    if (version.publishedAt === null || version.effectiveAt > now) return best;
    if (best === null || version.effectiveAt > best.effectiveAt) return version;
    const isLater =
      version.effectiveAt === best.effectiveAt && compareVersions(version.version, best.version) > 0;
    return isLater ? version : best;
  }, null);
}

/** What has been announced, or published, and takes effect later. The next one first. */
export const comingOf = <Version extends Effect>(versions: readonly Version[], now: number): Version[] =>
  versions
    .filter(
      ({ effectiveAt, noticeSentAt, publishedAt }) =>
        effectiveAt > now && (noticeSentAt ?? publishedAt) !== null,
    )
    .toSorted((a, b) => a.effectiveAt - b.effectiveAt);

/** Why a version may not be published; null where it may. The first of a document changes nothing for anybody. */
export function publicationObstacle(
  { material, effectiveAt, noticeSentAt }: Effect,
  { isFirst, now, period = noticePeriod }: { isFirst: boolean; now: number; period?: number },
): 'notice_missing' | 'notice_too_late' | 'in_the_past' | null {
  if (isFirst) return null;
  if (effectiveAt < now) return 'in_the_past';
  if (!material) return null;
  if (noticeSentAt === null) return 'notice_missing';
  return noticeSentAt + period > effectiveAt ? 'notice_too_late' : null;
}

export const versionPattern = /^(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})$/;

/** Semantic versions without labels: negative where `a` comes before `b`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number)) as [number[], number[]];
  const index = left.findIndex((part, at) => part !== right[at]);
  return index === -1 ? 0 : left[index]! - right[index]!;
}
