import type { OpenRequestInput } from '@parlour/shared/protocol/privacy.js';
import type { Context } from '../context.js';
import { withhold } from '../testimonials/withhold.js';
import type { OperationCall } from '../use-case.js';
import { waitForCopy } from './access-first.js';
import type { RequestDocument } from './request.model.js';
import { storeRequest, type ConsumerCaller } from './request-store.js';

/** What somebody has written, and what it does before anybody has decided (REQ-7, REQ-9). `scope`: what is theirs. */
export async function fileRequest(
  context: Context,
  caller: ConsumerCaller,
  scope: OperationCall['scope'],
  { kind, text, jurisdiction, timeZone, about }: OpenRequestInput,
): Promise<RequestDocument> {
  const asked = { kind, text, jurisdiction, timeZone, state: 'open' } as const;
  const stored = await storeRequest(context, caller, asked);
  if (kind === 'access') await waitForCopy(context, stored, scope);
  if (kind === 'takedown') await withhold(context, stored, { scope, about });
  return stored;
}
