import type { Clock } from '../clock.js';
import type { Models } from '../models.js';

/**
 * A job that only one node may do at a time. Whoever holds it renews it; if they die, it falls free at its end.
 * The store decides between two who ask at once, by the unique `_id`.
 */
export class Lease {
  constructor(
    private readonly models: Pick<Models, 'Lease'>,
    private readonly clock: Clock,
    private readonly job: string,
    private readonly holder: string,
    private readonly milliseconds: number,
  ) {}

  /** Takes or renews it; false where another holds it. */
  async take(): Promise<boolean> {
    const now = this.clock.now();
    const until = new Date(now + this.milliseconds);
    try {
      await this.models.Lease.updateOne(
        {
          _id: this.job,
          // A clock that went back must not make a lease last for ever: one from too far ahead is void.
          $or: [
            { holder: this.holder },
            { until: { $lte: new Date(now) } },
            { until: { $gt: new Date(now + 2 * this.milliseconds) } },
          ],
        },
        { $set: { holder: this.holder, until } },
        { upsert: true },
      );
      return true;
    } catch (error) {
      if ((error as { code?: number }).code === 11_000) return false;
      throw error;
    }
  }

  /** What it is for has failed; said until it is taken anew. */
  async fail(): Promise<void> {
    const failedAt = new Date(this.clock.now());
    await this.models.Lease.updateOne({ _id: this.job, holder: this.holder }, { $set: { failedAt } });
  }

  async release(): Promise<void> {
    await this.models.Lease.deleteOne({ _id: this.job, holder: this.holder });
  }
}
