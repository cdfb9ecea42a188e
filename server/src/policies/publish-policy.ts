import { Refusal } from '@parlour/shared/protocol/errors.js';
import type {
  listPolicies,
  preparePolicy,
  PrepareInput,
  publishPolicy,
} from '@parlour/shared/protocol/policy.js';
import { compareVersions, publicationObstacle } from '@parlour/shared/rules/policy-effect.js';
import { lintPolicy } from '@parlour/shared/rules/policy-lint.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { hashText } from './first-texts.js';
import { policyVersionView } from './policies.js';
import type { PolicyVersionDocument } from './policy-version.model.js';

export const listPoliciesCase =
  ({ policies, clock }: Context): UseCase<typeof listPolicies> =>
  async () => ({ versions: await policies.versions(), now: clock.now() });

/** POL-2, POL-5: fixes a coming version's text, if the linter finds nothing in it and its number is the highest. */
export const preparePolicyCase =
  (context: Context): UseCase<typeof preparePolicy> =>
  async (input, { caller }) => {
    const { models, policies, clock } = context;
    requireSound(input.text, clock.now());
    const earlier = (await policies.versions())
      .filter(({ document }) => document === input.document)
      .toSorted((a, b) => compareVersions(b.version, a.version));
    const latest = earlier[0];
    if (latest && compareVersions(input.version, latest.version) <= 0) {
      const message = `must be higher than ${latest.version}`;
      throw new Refusal('invalid_input', { issues: [{ path: 'version', message }] });
    }
    if (input.effectiveAt < clock.now()) throw inThePast();
    const published = earlier.find(({ publishedAt }) => publishedAt !== null);
    const prepared = compose(input, { published, now: clock.now() });
    try {
      await models.PolicyVersion.create(prepared);
    } catch (error) {
      if ((error as { code?: number }).code === 11_000) throw new Refusal('conflict');
      throw error;
    }
    policies.forget();
    if ('account' in caller) await context.audit.append(entryOf(caller.account, 'policy.prepare', prepared));
    return { version: policyVersionView(prepared) };
  };

/** POL-2: publishes what was prepared. Publishing twice is harmless. */
export const publishPolicyCase =
  (context: Context): UseCase<typeof publishPolicy> =>
  async ({ document, version }, { caller }) => {
    const { models, policies, clock } = context;
    const _id = `${document}/${version}`;
    const found = await models.PolicyVersion.findById(_id).lean<PolicyVersionDocument>();
    if (!found) throw new Refusal('not_found');
    if (found.publishedAt) return { version: policyVersionView(found) };
    requireSound(found.text, clock.now());
    const obstacle = publicationObstacle(policyVersionView(found), {
      isFirst: found.supersedes === null,
      now: clock.now(),
    });
    if (obstacle === 'in_the_past') throw inThePast();
    if (obstacle) throw new Refusal(obstacle);
    const published = await models.PolicyVersion.findOneAndUpdate(
      { _id, publishedAt: null },
      { $set: { publishedAt: new Date(clock.now()) } },
      { returnDocument: 'after' },
    ).lean<PolicyVersionDocument>();
    policies.forget();
    if ('account' in caller) await context.audit.append(entryOf(caller.account, 'policy.publish', found));
    return { version: policyVersionView(published ?? found) };
  };

function requireSound(text: string, now: number): void {
  const findings = lintPolicy(text, new Date(now).toISOString().slice(0, 10));
  if (findings.length === 0) return;
  const issues = findings.map(({ rule, where, advice }) => ({
    path: 'text',
    message: `${rule}: ${where === '' ? '' : `“${where}”. `}${advice}`,
  }));
  throw new Refusal('invalid_input', { issues });
}

const inThePast = (): Refusal =>
  new Refusal('invalid_input', { issues: [{ path: 'effectiveAt', message: 'lies in the past' }] });

function compose(
  input: PrepareInput,
  { published, now }: { published: { version: string; title: string } | undefined; now: number },
): PolicyVersionDocument {
  const text = input.text.replace(/\r\n?/g, '\n').trim();
  return {
    _id: `${input.document}/${input.version}`,
    document: input.document,
    version: input.version,
    sha256: hashText(text),
    title: published?.title ?? input.document,
    text,
    summary: input.summary,
    material: input.material,
    effectiveAt: new Date(input.effectiveAt),
    preparedAt: new Date(now),
    noticeSentAt: null,
    publishedAt: null,
    supersedes: published?.version ?? null,
  };
}

export const entryOf = (
  actor: Parameters<Context['audit']['append']>[0]['actor'],
  action: string,
  { _id, sha256 }: Pick<PolicyVersionDocument, '_id' | 'sha256'>,
) => ({ actor, action, target: _id, payload: { version: _id, sha256 } });
