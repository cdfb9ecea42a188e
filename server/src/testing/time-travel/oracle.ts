/**
 * What ought to become of each transcript, worked out without the server's code: when it is due, what holds it. The
 * traveller compares it with what the server did.
 */
const hour = 3_600_000;
const refusedTtl = 15 * 60_000;

export interface Rules {
  floor: number;
  ceiling: number;
  keep: number;
}

export interface Expected extends Rules {
  readonly id: string;
  readonly merchant: string;
  readonly consumer: string;
  readonly startedAt: number;
  readonly closedAt: number;
  refused: boolean;
  /** When its deletion was asked for. */
  approvedAt: number | null;
  /** The end of what the latest release of a hold left it. */
  graceUntil: number;
}

export interface ExpectedHold {
  readonly id: string;
  readonly scope: {
    readonly conversation?: string;
    readonly consumer?: string;
    readonly merchant?: string;
    readonly from?: number;
    readonly to?: number;
  };
}

export class Oracle {
  readonly living = new Map<string, Expected>();
  readonly holds = new Map<string, ExpectedHold>();

  /** From this moment on nobody may see it. */
  hiddenFrom({ floor, ceiling, keep, refused, closedAt, approvedAt }: Expected): number {
    const ttl = Math.min(Math.max(keep, floor), ceiling);
    const by = closedAt + (refused ? Math.min(refusedTtl, ttl) : ttl);
    return approvedAt === null ? by : Math.min(by, approvedAt);
  }

  isHeld({ id, consumer, merchant, startedAt, closedAt }: Expected): boolean {
    return [...this.holds.values()].some(
      ({ scope }) =>
        (scope.conversation ?? id) === id &&
        (scope.consumer ?? consumer) === consumer &&
        (scope.merchant ?? merchant) === merchant &&
        closedAt >= (scope.from ?? 0) &&
        startedAt <= (scope.to ?? Infinity),
    );
  }

  /** Whether the server may have destroyed it by now. */
  mayBeGone(one: Expected, now: number): boolean {
    return !this.isHeld(one) && now >= Math.max(this.hiddenFrom(one), one.graceUntil);
  }

  /** Everything that the hold covered has a day from now. */
  release(id: string, now: number): void {
    const released = this.holds.get(id)!;
    const alone = new Oracle();
    alone.holds.set(id, released);
    for (const one of this.living.values()) if (alone.isHeld(one)) one.graceUntil = now + 24 * hour;
    this.holds.delete(id);
  }

  /** A shorter rule reaches what is not hidden yet; a longer one reaches nothing. */
  shorten(merchant: string | null, to: Partial<Rules>, now: number): void {
    for (const one of this.living.values()) {
      if ((merchant !== null && one.merchant !== merchant) || this.hiddenFrom(one) <= now) continue;
      one.floor = Math.min(one.floor, to.floor ?? Infinity);
      one.ceiling = Math.min(one.ceiling, to.ceiling ?? Infinity);
      // The platform's own rule is for merchants that have none, and here each has one.
      if (merchant !== null) one.keep = Math.min(one.keep, to.keep ?? Infinity);
    }
  }
}
