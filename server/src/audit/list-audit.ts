import type { listAudit } from '@parlour/shared/protocol/audit.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import type { AuditEntryDocument } from './audit-entry.model.js';

const pageSize = 50;

/** AUD-1: newest first. Who knows the id of something finds what was done to it. */
export const listAuditCase =
  ({ models, vault, directory }: Context): UseCase<typeof listAudit> =>
  async ({ before, target, action }) => {
    const rows = await models.AuditEntry.find({
      ...(before !== undefined && { _id: { $lt: before } }),
      ...(target !== undefined && { targetHmac: vault.subject(target) }),
      ...(action !== undefined && { action }),
    })
      .sort({ _id: -1 })
      .limit(pageSize + 1)
      .lean<AuditEntryDocument[]>();
    const page = rows.slice(0, pageSize);
    const ids = page.flatMap(({ payloadCommitment }) => payloadCommitment ?? []);
    const [payloads, names] = await Promise.all([
      models.AuditPayload.find({ _id: { $in: ids } }).lean(),
      directory.agentNames(page.map(({ actor }) => actor).filter((actor) => actor.startsWith('acc_'))),
    ]);
    const details = new Map(payloads.map(({ _id, payload }) => [_id, payload]));
    return {
      entries: page.map(({ _id, ts, actor, action: done, targetHmac, payloadCommitment, hash }) => ({
        seq: _id,
        at: ts,
        actor: actor.startsWith('acc_') ? (names.get(actor) ?? 'formerly') : actor,
        action: done,
        target: targetHmac,
        details: (payloadCommitment && details.get(payloadCommitment)) ?? null,
        hash,
      })),
      next: rows.length > pageSize ? (page.at(-1)?._id ?? null) : null,
    };
  };
