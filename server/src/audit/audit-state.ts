import type { AuditState, auditState, verifyAudit } from '@parlour/shared/protocol/audit.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { verifyAll } from './verify-all.js';

async function read({ models }: Context): Promise<AuditState> {
  const [last, check] = await Promise.all([
    models.AuditEntry.findOne({}, { hash: 1 }).sort({ _id: -1 }).lean(),
    models.AuditCheck.findById('last').lean(),
  ]);
  if (!check) return { entries: last?._id ?? 0, head: last?.hash ?? null, check: null };
  const { at, entries, heads, certificates, problem } = check;
  return {
    entries: last?._id ?? 0,
    head: last?.hash ?? null,
    check: { at, entries, heads, certificates, problem },
  };
}

export const auditStateCase =
  (context: Context): UseCase<typeof auditState> =>
  () =>
    read(context);

export const verifyAuditCase =
  (context: Context): UseCase<typeof verifyAudit> =>
  async () => {
    await verifyAll(context);
    return read(context);
  };
