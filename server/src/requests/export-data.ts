import { hkdfSync, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { downloadExport, exportData } from '@parlour/shared/protocol/privacy.js';
import { day } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';
import type { OperationCall, UseCase } from '../use-case.js';
import { openChunks, sealChunks } from '../vault/sealed-chunks.js';
import { storeChunks } from '../files/store-chunks.js';
import { copyTaken } from './access-first.js';
import { composeExport } from './compose-export.js';
import { hashOf } from './consumer-sessions.js';
import { consumerOf, storeRequest } from './request-store.js';

const linkLife = 1 * day;
/** What seals the copy, beside the key. */
const copyContext = (link: string): string => `${link}/export`;

const keyFrom = (token: string): Buffer => Buffer.from(hkdfSync('sha256', token, '', 'parlour export', 32));

/**
 * REQ-3, REQ-7: the copy is taken and sealed here and now, with a key that only the token holds; what is deleted a
 * moment later is in it still, and nobody but its owner can open it.
 */
export const exportDataCase =
  (context: Context): UseCase<typeof exportData> =>
  async (_input, call) => {
    const caller = consumerOf(call.caller);
    const copy = await sealCopy(context, call);
    await copyTaken(context, call.scope);
    await storeRequest(context, caller, { kind: 'access', text: 'A copy of everything', state: 'fulfilled' });
    return copy;
  };

/** The copy alone, with the token that fetches it once. */
export async function sealCopy(
  context: Context,
  call: OperationCall,
): Promise<{ token: string; expiresAt: number }> {
  const caller = consumerOf(call.caller);
  const { models, clock } = context;
  await voidEarlier(context, caller.consumer);
  const archive = await composeExport(context, call);
  const token = randomBytes(32).toString('base64url');
  const link = hashOf(token);
  const expiresAt = clock.now() + linkLife;
  await storeChunks(models.ExportChunk, { link, expiresAt: new Date(expiresAt) }, (counted) =>
    sealChunks(keyFrom(token), copyContext(link), counted(archive)),
  );
  await models.AccessLink.create({
    _id: link,
    kind: 'export',
    consumer: caller.consumer,
    ...caller.place,
    expiresAt: new Date(expiresAt),
    usedAt: null,
  });
  return { token, expiresAt };
}

/** One copy at a time: a new one voids the one before, so that copies cannot fill the store. */
async function voidEarlier({ models, clock }: Context, consumer: string): Promise<void> {
  const earlier = await models.AccessLink.find({ consumer, kind: 'export', usedAt: null }, { _id: 1 }).lean();
  const links = earlier.map(({ _id }) => _id);
  if (links.length === 0) return;
  await models.AccessLink.updateMany({ _id: { $in: links } }, { $set: { usedAt: new Date(clock.now()) } });
  await models.ExportChunk.deleteMany({ link: { $in: links } });
}

/** The first who asks has it; the sealed copy is deleted as soon as it has been handed over, or broken off. */
export const downloadExportCase =
  ({ models, clock, audit, log }: Context): UseCase<typeof downloadExport> =>
  async ({ token }, { caller, effects }) => {
    const { consumer } = consumerOf(caller);
    const now = new Date(clock.now());
    const found = await models.AccessLink.findOneAndUpdate(
      { _id: hashOf(token), kind: 'export', consumer, usedAt: null, expiresAt: { $gt: now } },
      { $set: { usedAt: now } },
      { returnDocument: 'before' },
    ).lean();
    if (!found) throw new Refusal('not_found');
    await audit.append({ actor: 'consumer', action: 'data.download', target: consumer });
    const { _id: link } = found;
    const chunks = models.ExportChunk.find({ link }, { n: 1, sealed: 1 })
      .sort({ n: 1 })
      .batchSize(4)
      .lean()
      .cursor();
    const bytes = Readable.from(openChunks(keyFrom(token), copyContext(link), chunks), {
      objectMode: false,
    }).once('close', () => {
      models.ExportChunk.deleteMany({ link }).catch((error: unknown) =>
        log.warn({ err: error }, 'a copy that was fetched is deleted at its end only'),
      );
    });
    effects.file = {
      name: `your-data-${now.toISOString().slice(0, 10)}.zip`,
      type: 'application/zip',
      bytes,
    };
    return {};
  };
