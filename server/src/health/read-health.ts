import { attentionKinds, type AttentionKind, type readHealth } from '@parlour/shared/protocol/health.js';
import { day } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';
import { stuckAfter } from '../mail/mailer.js';
import type { UseCase } from '../use-case.js';

/** A request or a review that is due within so long is shown. */
const soon = 7 * day;

/** OPS-7: all in one look, by indexes alone; asked for again and again by a page that stays open. */
export const readHealthCase =
  ({ models, clock, mailer, jobs }: Context): UseCase<typeof readHealth> =>
  async () => {
    const asOf = clock.now();
    const [now, then] = [new Date(asOf), new Date(asOf + soon)];
    const since = performance.now();
    await models.Site.findOne({}, { _id: 1 }).lean();
    const ms = Math.round((performance.now() - since) * 10) / 10;
    const [overdue, coming, reviews, legal, waiting, stuck, all] = await Promise.all([
      models.Request.countDocuments({ closedAt: null, dueAt: { $lte: now } }),
      models.Request.countDocuments({ closedAt: null, dueAt: { $gt: now, $lte: then } }),
      models.Hold.countDocuments({ releasedAt: null, reviewAt: { $lte: then } }),
      models.LegalRequest.countDocuments({ state: 'filed' }),
      models.Mail.estimatedDocumentCount(),
      models.Mail.countDocuments({ attempts: { $gte: stuckAfter } }),
      jobs.list(),
    ]);
    const counts: Record<AttentionKind, number> = {
      requests_overdue: overdue,
      requests_soon: coming,
      holds_to_review: reviews,
      legal_waiting: legal,
      mail_stuck: stuck,
      jobs_wrong: all.filter(({ state }) => state === 'failed' || state === 'late').length,
    };
    return {
      asOf,
      attention: attentionKinds
        .filter((kind) => counts[kind] > 0)
        .map((kind) => ({ kind, count: counts[kind] })),
      store: { ms },
      mail: mailer.works ? { waiting, stuck } : null,
      jobs: all,
    };
  };
