/** RET-9: what a purge run removed, as a text that anybody can check who has the published key. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '@parlour/shared/rules/canonical-json.js';
import type { Context } from '../context.js';
import type { PurgeLedgerDocument } from './purge-ledger.model.js';
import type { PurgeRunDocument } from './purge-run.model.js';

type CertificateContext = Pick<Context, 'models' | 'signer' | 'audit'>;

/** Signs what the run completed. A run that removed nothing needs no certificate. */
export async function certify(context: CertificateContext, run: PurgeRunDocument): Promise<void> {
  const { models, signer, audit } = context;
  const removed = await digestOfRun(context, run._id);
  if (removed.conversations === 0) return;
  const text = canonicalJson({
    type: 'parlour-purge-certificate',
    version: 1,
    run: run._id,
    by: run.by,
    startedAt: new Date(run.startedAt).toISOString(),
    doneAt: run.doneAt && new Date(run.doneAt).toISOString(),
    conversations: removed.conversations,
    counts: removed.counts,
    keysDestroyed: removed.keysDestroyed,
    ledgerSha256: removed.sha256,
  });
  await models.Certificate.updateOne(
    { _id: run._id },
    { $setOnInsert: { text, signature: signer.sign(text) } },
    { upsert: true },
  );
  const sha256 = createHash('sha256').update(text).digest('hex');
  await audit.append({
    actor: run.by === 'command_line' ? 'command_line' : 'system',
    action: 'purge.complete',
    target: run._id,
    payload: { run: run._id, conversations: removed.conversations, certificate: sha256 },
  });
}

/** The ledger's entries that a run completed, in the order of their ids: how many, and one hash over all of them. */
export async function digestOfRun({ models }: Pick<Context, 'models'>, run: string) {
  const hash = createHash('sha256');
  const counts: Record<string, number> = {};
  let conversations = 0;
  let keysDestroyed = 0;
  const entries = models.PurgeLedger.find({ run, doneAt: { $ne: null } })
    .sort({ _id: 1 })
    .lean<PurgeLedgerDocument[]>()
    .cursor({ batchSize: 1_000 }) as unknown as AsyncIterable<PurgeLedgerDocument>;
  for await (const entry of entries) {
    conversations += 1;
    if (entry.keyDestroyed) keysDestroyed += 1;
    for (const [store, count] of Object.entries(entry.counts)) counts[store] = (counts[store] ?? 0) + count;
    hash.update(`${entryText(entry)}\n`);
  }
  return { conversations, keysDestroyed, counts, sha256: hash.digest('hex') };
}

/** What a certificate covers of an entry. */
const entryText = ({
  _id,
  scope,
  counts,
  rule,
  basis,
  intentAt,
  doneAt,
  keyDestroyed,
}: PurgeLedgerDocument) =>
  canonicalJson({
    id: _id,
    scope,
    counts,
    rule,
    basis,
    intentAt: intentAt.getTime(),
    doneAt: doneAt?.getTime() ?? null,
    keyDestroyed,
  });
