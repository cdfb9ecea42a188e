/**
 * RET-3: a package for an authority that waits to be fetched holds a copy of what is said: it goes with the first of its
 * conversations that is purged, and its request can be released again, without that one. What a hold covers is not
 * purged, and so its package stays.
 */
import type { Models } from '../models.js';

export async function purgePackages(
  { LegalPackage, LegalRequest }: Pick<Models, 'LegalPackage' | 'LegalRequest'>,
  conversations: readonly string[],
): Promise<void> {
  const found = await LegalPackage.find(
    { conversations: { $in: conversations } },
    { request: 1, fetched: 1 },
  ).lean();
  if (found.length === 0) return;
  const unfetched = found.flatMap(({ request, fetched }) => (fetched ? [] : [request]));
  await LegalRequest.updateMany(
    { _id: { $in: unfetched }, state: 'released' },
    { $set: { state: 'filed', decidedBy: null, decidedAt: null, disclosed: null } },
  );
  await LegalPackage.deleteMany({ _id: { $in: found.map(({ _id }) => _id) } });
}
