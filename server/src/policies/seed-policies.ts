import type { Context } from '../context.js';
import { acceptanceId } from './acceptance.model.js';
import { readTexts, type PolicyText } from './first-texts.js';
import type { PolicyVersionDocument } from './policy-version.model.js';

/**
 * POL-1: puts the texts that come with Parlour into the store. The first version of a document holds from its date;
 * a later one, come with an update, is only prepared: an admin announces and publishes it.
 */
export async function seedPolicies({ models, clock }: Pick<Context, 'models' | 'clock'>): Promise<void> {
  const now = new Date(clock.now());
  const texts = await readTexts();
  const known = new Set((await models.PolicyVersion.find({}, { _id: 1 }).lean()).map(({ _id }) => _id));
  const missing = texts.filter((text) => !known.has(idOf(text)));
  if (missing.length === 0) return;
  const versions = missing.map((text): PolicyVersionDocument => {
    const earlier = texts.filter(({ document }) => document === text.document);
    const before = earlier[earlier.indexOf(text) - 1];
    return {
      _id: idOf(text),
      ...text,
      preparedAt: now,
      noticeSentAt: null,
      publishedAt: before ? null : text.effectiveAt,
      supersedes: before?.version ?? null,
    };
  });
  try {
    await models.PolicyVersion.collection.insertMany(versions as never[], { ordered: false });
  } catch (error) {
    // Another node seeds at the same moment.
    if ((error as { code?: number }).code !== 11_000) throw error;
  }
}

const idOf = ({ document, version }: Pick<PolicyText, 'document' | 'version'>): string =>
  `${document}/${version}`;

/** Records, for accounts that are made together with the demo, that they have accepted what holds. */
export async function acceptForSeed(
  { models }: Pick<Context, 'models'>,
  accounts: readonly { readonly _id: string; readonly audience: string }[],
  at: Date,
): Promise<void> {
  const published = await models.PolicyVersion.find({ publishedAt: { $ne: null } }).lean();
  const acceptances = accounts.flatMap(({ _id: account, audience }) =>
    published
      .filter(({ document }) => document.startsWith(`${audience}/`))
      .map(({ document, version, sha256 }) => {
        return {
          _id: acceptanceId(account, sha256),
          account,
          document,
          version,
          sha256,
          method: 'seed' as const,
          at,
        };
      }),
  );
  if (acceptances.length > 0) await models.Acceptance.insertMany(acceptances);
}
