/** AUD-2: chain, certificates and ledger, each held against the others. */
import { createHash } from 'node:crypto';
import type { Context } from '../context.js';
import { digestOfRun } from '../retention/certificates.js';
import { verifyChain, type ChainProblem } from './verify-chain.js';
import type { AuditCheckDocument } from './audit-check.model.js';

type VerifyContext = Pick<Context, 'models' | 'heads' | 'signer' | 'clock' | 'audit'>;

const problems: Record<ChainProblem['kind'], (seq: number) => string> = {
  broken: (seq) => `Audit entry ${seq} is broken: it does not follow from the one before it.`,
  missing: (seq) => `Audit entry ${seq} is missing.`,
  truncated: (seq) =>
    `The audit was cut: entry ${seq} and what followed is gone, although it was signed for.`,
  payload: (seq) => `The details of audit entry ${seq} are not those that it commits to.`,
  head: (seq) => `Audit entry ${seq} is not the one whose hash was signed outside the database.`,
  signature: (seq) => `The signed head for audit entry ${seq} does not bear this installation's signature.`,
};

export interface VerifyProgress {
  readonly part: 'audit' | 'certificates';
  readonly done: number;
}

/** Reads everything once; names the first thing that is wrong. */
export async function verifyAll(
  context: VerifyContext,
  progress: (progress: VerifyProgress) => void = () => {},
): Promise<AuditCheckDocument> {
  await context.audit.settle();
  const { entries, heads, problem } = await verifyChain(context, (done) => progress({ part: 'audit', done }));
  const certificates = await verifyCertificates(context, (done) => progress({ part: 'certificates', done }));
  const check: AuditCheckDocument = {
    _id: 'last',
    at: context.clock.now(),
    entries,
    heads,
    certificates: certificates.checked,
    problem: problem ? problems[problem.kind](problem.seq) : certificates.problem,
  };
  const { _id, ...found } = check;
  await context.models.AuditCheck.updateOne({ _id }, { $set: found }, { upsert: true });
  return check;
}

/**
 * The audit says which certificates there are and what their hashes are; each certificate says what the ledger holds
 * of its run. So neither an entry of the ledger nor a certificate can be changed or taken away unseen.
 */
async function verifyCertificates(
  { models, signer }: VerifyContext,
  progress: (done: number) => void,
): Promise<{ checked: number; problem: string | null }> {
  let checked = 0;
  const completed = models.AuditEntry.find({ action: 'purge.complete' })
    .sort({ _id: 1 })
    .lean<{ _id: number; payloadCommitment: string }[]>()
    .cursor({ batchSize: 200 }) as unknown as AsyncIterable<{ _id: number; payloadCommitment: string }>;
  for await (const entry of completed) {
    const payload = await models.AuditPayload.findById(entry.payloadCommitment).lean();
    if (!payload) continue;
    const { run, certificate } = JSON.parse(payload.payload) as { run: string; certificate: string };
    const found = await models.Certificate.findById(run).lean();
    if (!found) return { checked, problem: `The certificate of purge run ${run} is missing.` };
    const sha256 = createHash('sha256').update(found.text).digest('hex');
    if (sha256 !== certificate || !signer.verify(found.text, found.signature))
      return { checked, problem: `The certificate of purge run ${run} is not the one that was signed.` };
    const said = JSON.parse(found.text) as { ledgerSha256: string };
    if ((await digestOfRun({ models }, run)).sha256 !== said.ledgerSha256)
      return { checked, problem: `The ledger of purge run ${run} is not what its certificate says.` };
    progress(++checked);
  }
  return { checked, problem: null };
}
