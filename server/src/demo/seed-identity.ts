import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Context } from '../context.js';

/**
 * The secret with which Main Street Motors signs its shoppers' identity on the demo (WID-10): made on the first start
 * and kept with the installation's secrets. Where a manager makes another one in the portal, the demo's shoppers cannot
 * sign in any more, as it would be in a shop that was not told.
 */
export async function seedIdentity({ models, identities }: Context, folder: string): Promise<string> {
  const file = path.join(folder, 'demo-identity-secret');
  const merchant = await models.Merchant.findOne({ slug: 'main-street-motors' }).lean();
  if (!merchant) throw new Error('The demo has no Main Street Motors.');
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept && (await identities.read(merchant._id)).madeAt !== null) return kept;
  const { secret } = await identities.rotate(merchant._id, false);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(file, secret, { mode: 0o600 });
  await chmod(file, 0o600);
  return secret;
}
