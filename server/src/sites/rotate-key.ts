/** A site's key and those before it: the new one works at once, an old one until its time, or until it is ended. */
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { longestOverlap, type endKey, type rotateKey } from '@parlour/shared/protocol/site.js';
import { minute } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { directoryChanged } from './changed.js';
import { newSiteKey, note } from './manage-sites.js';
import { findSite, siteView } from './site-view.js';
import type { SiteDocument } from './site.model.js';

/** So many old keys are still known for what they were, to say so to whoever finds one in a page. */
const remembered = 20;

export const rotateKeyCase =
  (context: Context): UseCase<typeof rotateKey> =>
  async ({ site: id, until }, call) => {
    const { models, clock } = context;
    const site = await findSite(context, id, call.scope);
    const now = clock.now();
    // The portal's clock may be a little off; now means now.
    if (until < now - 5 * minute || until > now + longestOverlap + 5 * minute)
      throw new Refusal('bad_overlap');
    const former = { key: site.key, endsAt: new Date(Math.max(until, now)) };
    // Of two who rotate at once one has it: the key that the other saw is no longer the site's.
    const rotated = await models.Site.findOneAndUpdate(
      { _id: id, key: site.key },
      {
        $set: { key: newSiteKey() },
        $push: { formerKeys: { $each: [former], $position: 0, $slice: remembered } },
      },
      { returnDocument: 'after' },
    ).lean<SiteDocument | null>();
    if (rotated) await note(context, call, 'site.rotate', id, { until: former.endsAt.getTime() });
    directoryChanged(context);
    return { site: await siteView(context, rotated ?? (await findSite(context, id, call.scope))) };
  };

/** AUT-3: pages that carry it are refused at once, and their open sockets closed. */
export const endKeyCase =
  (context: Context): UseCase<typeof endKey> =>
  async ({ site: id, key }, call) => {
    const { models, clock } = context;
    const site = await findSite(context, id, call.scope);
    const now = new Date(clock.now());
    if (!site.formerKeys?.some((former) => former.key === key && former.endsAt > now))
      throw new Refusal('not_found');
    await models.Site.updateOne({ _id: id, 'formerKeys.key': key }, { $set: { 'formerKeys.$.endsAt': now } });
    await note(context, call, 'site.end-key', id);
    directoryChanged(context);
    return { site: await siteView(context, await findSite(context, id, call.scope)) };
  };
