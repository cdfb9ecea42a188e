import { policyAddress } from '@parlour/shared/model/policy.js';
import type { ComingPolicy } from '@parlour/shared/protocol/account.js';
import type { PolicyVersionView } from '@parlour/shared/protocol/policy.js';

/** POL-4: what a banner says of a version that has been announced. */
export const comingPolicy = ({
  document,
  title,
  version,
  summary,
  effectiveAt,
}: PolicyVersionView): ComingPolicy => ({
  title,
  version,
  summary,
  effectiveAt,
  address: policyAddress(document, version),
});
