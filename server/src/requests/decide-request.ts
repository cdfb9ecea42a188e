import type { RequestId } from '@parlour/shared/model/ids.js';
import { isClosed } from '@parlour/shared/model/request.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { decideRequest, listRequests, openRequest } from '@parlour/shared/protocol/privacy.js';
import { dateIn, deadlineOf } from '@parlour/shared/rules/deadline.js';
import { nextState, type Refused } from '@parlour/shared/rules/request-states.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { seal } from '../vault/seal.js';
import { settleWithheld } from '../testimonials/withhold.js';
import { followCopy } from './access-first.js';
import { fileRequest } from './file-request.js';
import type { RequestDocument } from './request.model.js';
import { consumerOf, keyOf, requestViews } from './request-store.js';

export const openRequestCase =
  (context: Context): UseCase<typeof openRequest> =>
  async (input, { caller, scope }) => {
    const stored = await fileRequest(context, consumerOf(caller), scope, input);
    return { request: stored._id as RequestId, dueOn: stored.dueOn };
  };

/** What is open first, the nearest deadline before the others. */
export const listRequestsCase =
  (context: Context): UseCase<typeof listRequests> =>
  async (_input, { scope }) => {
    const { Request } = context.models;
    const [open, closed] = await Promise.all([
      Request.find({ ...scope, closedAt: null })
        .sort({ dueAt: 1 })
        .limit(200)
        .lean(),
      Request.find({ ...scope, closedAt: { $ne: null } })
        .sort({ closedAt: -1 })
        .limit(50)
        .lean(),
    ]);
    return { requests: await requestViews(context, [...open, ...closed]) };
  };

const words: Record<Exclude<Refused, 'closed'>, [path: string, message: string]> = {
  reason_missing: ['reason', 'a refusal needs a reason'],
  answer_missing: ['answer', 'say it to the requester in words'],
  too_late_to_extend: ['action', 'the time for extending it is over'],
  extended_already: ['action', 'it can be extended once only'],
};

/** REQ-6: the next state, with what the requester is told. */
export const decideRequestCase =
  (context: Context): UseCase<typeof decideRequest> =>
  async ({ request: id, ...step }, { caller, scope }) => {
    const { models, clock, audit } = context;
    const found = await models.Request.findOne({ ...scope, _id: id }).lean<RequestDocument>();
    if (!found) throw new Refusal('not_found');
    const { jurisdiction, timeZone } = found;
    const receivedAt = found.receivedAt.getTime();
    const { noticeBy } = deadlineOf({ jurisdiction, receivedAt, timeZone });
    const next = nextState(found.state, step, { today: dateIn(clock.now(), timeZone), noticeBy });
    if ('refused' in next) {
      if (next.refused === 'closed') throw new Refusal('request_closed');
      const [path, message] = words[next.refused];
      throw new Refusal('invalid_input', { issues: [{ path, message }] });
    }
    const { state } = next;
    const extended = deadlineOf({ jurisdiction, receivedAt, timeZone, extended: true });
    const key = await keyOf(context, id);
    const changed = await models.Request.findOneAndUpdate(
      { _id: id, state: found.state },
      {
        $set: {
          state,
          ...(state === 'extended' && { dueOn: extended.on, dueAt: new Date(extended.at), remindedAt: null }),
          ...(isClosed(state) && { closedAt: new Date(clock.now()) }),
          ...(step.reason && state === 'denied' && { reason: step.reason }),
          ...(step.answer && key && { answer: seal(key, `${id}/answer`, step.answer) }),
        },
      },
      { returnDocument: 'after' },
    ).lean<RequestDocument>();
    if (!changed) throw new Refusal('conflict');
    if (changed.kind === 'access') await followCopy(context, changed);
    if (changed.kind === 'takedown') await settleWithheld(context, changed);
    const actor = 'account' in caller ? caller.account : 'consumer';
    await audit.append({
      actor,
      action: `request.${step.action}`,
      target: id,
      payload: { state, reason: step.reason },
    });
    const [request] = await requestViews(context, [changed]);
    return { request: request! };
  };
