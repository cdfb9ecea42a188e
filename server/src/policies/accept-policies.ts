import type { AccountId } from '@parlour/shared/model/ids.js';
import type { PolicyAudience } from '@parlour/shared/model/policy.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { acceptPolicies, OwnPolicy, ownPolicies } from '@parlour/shared/protocol/policy.js';
import type { Context } from '../context.js';
import type { OperationCall, UseCase } from '../use-case.js';
import { acceptanceId } from './acceptance.model.js';
import { policyAudienceOf } from './policies.js';

export const ownPoliciesCase =
  (context: Context): UseCase<typeof ownPolicies> =>
  async (_input, call) => ({ policies: await read(context, whoIs(call)) });

/** POL-3: accepts current documents of the caller's own audience. Another's, or one that is past, is refused. */
export const acceptPoliciesCase =
  (context: Context): UseCase<typeof acceptPolicies> =>
  async ({ sha256: hashes }, call) => {
    const { models, policies, clock } = context;
    const { account, audience } = whoIs(call);
    const current = await policies.currentFor(audience);
    const accepted = hashes.map((hash) => current.find(({ sha256 }) => sha256 === hash));
    if (accepted.some((version) => version === undefined)) throw new Refusal('not_your_policy');
    const at = new Date(clock.now());
    for (const version of accepted) {
      const { document, sha256, version: number } = version!;
      await models.Acceptance.updateOne(
        { _id: acceptanceId(account, sha256) },
        { $setOnInsert: { account, document, version: number, sha256, method: 'portal', at } },
        { upsert: true },
      );
      await context.audit.append({
        actor: account,
        action: 'policy.accept',
        target: account,
        payload: { document, version: number, sha256 },
      });
    }
    return { policies: await read(context, { account, audience }) };
  };

function whoIs({ caller }: OperationCall): { account: AccountId; audience: PolicyAudience } {
  const audience = policyAudienceOf(caller);
  if (!audience || !('account' in caller)) throw new Refusal('forbidden');
  return { account: caller.account, audience };
}

async function read(
  { models, policies }: Context,
  { account, audience }: { account: string; audience: PolicyAudience },
): Promise<OwnPolicy[]> {
  const current = await policies.currentFor(audience);
  const ids = current.map(({ sha256 }) => acceptanceId(account, sha256));
  const accepted = await models.Acceptance.find({ _id: { $in: ids } }).lean();
  return current.map((version) => {
    const found = accepted.find(({ sha256 }) => sha256 === version.sha256);
    return { current: version, acceptedAt: found?.at.getTime() ?? null };
  });
}
