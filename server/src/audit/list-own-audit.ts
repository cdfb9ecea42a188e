import type { listOwnAudit } from '@parlour/shared/protocol/audit.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import type { AuditEntryDocument } from './audit-entry.model.js';

const pageSize = 50;

/**
 * AUD-3: what people of the caller's own organization did, and nobody else: not what an admin did to it, nor what may
 * not be told yet. Whoever is disabled still belongs to it.
 */
export const listOwnAuditCase =
  ({ models, directory }: Context): UseCase<typeof listOwnAudit> =>
  async ({ before }, { scope }) => {
    const people = await models.Account.find(scope, { _id: 1 }).lean();
    const rows = await models.AuditEntry.find({
      actor: { $in: people.map(({ _id }) => _id) },
      ...(before !== undefined && { _id: { $lt: before } }),
    })
      .sort({ _id: -1 })
      .limit(pageSize + 1)
      .lean<AuditEntryDocument[]>();
    const page = rows.slice(0, pageSize);
    const [payloads, names] = await Promise.all([
      models.AuditPayload.find({
        _id: { $in: page.flatMap(({ payloadCommitment }) => payloadCommitment ?? []) },
      }).lean(),
      directory.agentNames(page.map(({ actor }) => actor)),
    ]);
    const details = new Map(payloads.map(({ _id, payload }) => [_id, payload]));
    return {
      entries: page.map(({ _id, ts, actor, action, payloadCommitment }) => ({
        seq: _id,
        at: ts,
        actor: names.get(actor) ?? 'formerly',
        action,
        details: (payloadCommitment && details.get(payloadCommitment)) ?? null,
      })),
      next: rows.length > pageSize ? (page.at(-1)?._id ?? null) : null,
    };
  };
