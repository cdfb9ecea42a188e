import { hkdfSync, randomBytes } from 'node:crypto';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { downloadExport, exportData } from '@parlour/shared/protocol/privacy.js';
import { day } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { seal, unseal } from '../vault/seal.js';
import { bytesOf } from '../vault/vault.js';
import { composeExport } from './compose-export.js';
import { hashOf } from './consumer-sessions.js';
import { consumerOf, storeRequest } from './request-store.js';

const linkLife = 1 * day;
/** What fits into one document of the store, with room for what stands around it. */
const largest = 15 * 1_024 * 1_024;

const keyFrom = (token: string): Buffer => Buffer.from(hkdfSync('sha256', token, '', 'parlour export', 32));

/**
 * REQ-3, REQ-7: the copy is taken and sealed here and now, with a key that only the token holds; what is deleted a
 * moment later is in it still, and nobody but its owner can open it.
 */
export const exportDataCase =
  (context: Context): UseCase<typeof exportData> =>
  async (_input, call) => {
    const caller = consumerOf(call.caller);
    const { models, clock } = context;
    const archive = await composeExport(context, call);
    if (archive.length > largest) throw new Refusal('too_large');
    const token = randomBytes(32).toString('base64url');
    const expiresAt = clock.now() + linkLife;
    await models.AccessLink.create({
      _id: hashOf(token),
      kind: 'export',
      consumer: caller.consumer,
      ...caller.place,
      sealed: seal(keyFrom(token), hashOf(token), archive),
      expiresAt: new Date(expiresAt),
      usedAt: null,
    });
    await storeRequest(context, caller, { kind: 'access', text: 'A copy of everything', state: 'fulfilled' });
    return { token, expiresAt };
  };

/** The first who asks has it; the sealed copy is emptied in the same step. */
export const downloadExportCase =
  ({ models, clock, audit }: Context): UseCase<typeof downloadExport> =>
  async ({ token }, { caller, effects }) => {
    const { consumer } = consumerOf(caller);
    const now = new Date(clock.now());
    const found = await models.AccessLink.findOneAndUpdate(
      { _id: hashOf(token), kind: 'export', consumer, usedAt: null, expiresAt: { $gt: now } },
      { $set: { usedAt: now, sealed: null } },
      { returnDocument: 'before' },
    ).lean();
    if (!found?.sealed) throw new Refusal('not_found');
    await audit.append({ actor: 'consumer', action: 'data.download', target: consumer });
    effects.file = {
      name: `your-data-${now.toISOString().slice(0, 10)}.zip`,
      type: 'application/zip',
      bytes: unseal(keyFrom(token), hashOf(token), bytesOf(found.sealed)),
    };
    return {};
  };
