/** What a provider does with their sites: list, create, name, give origins, disable. */
import { randomBytes } from 'node:crypto';
import { Refusal, type Issue } from '@parlour/shared/protocol/errors.js';
import {
  siteLimits,
  type changeSite,
  type createSite,
  type listSites,
} from '@parlour/shared/protocol/site.js';
import type { Context } from '../context.js';
import { newId } from '../new-id.js';
import type { OperationCall, UseCase } from '../use-case.js';
import { directoryChanged } from './changed.js';
import { readOrigin, type OriginFault } from './read-origin.js';
import { findSite, siteView, siteViews } from './site-view.js';
import type { SiteDocument } from './site.model.js';

/** A key says what it is wherever it is found, and nothing about whose. */
export const newSiteKey = (): string => `site_${randomBytes(16).toString('base64url')}`;

export const listSitesCase =
  (context: Context): UseCase<typeof listSites> =>
  async (_input, { scope }) => {
    const sites = await context.models.Site.find(scope)
      .sort({ name: 1, _id: 1 })
      .limit(siteLimits.sites)
      .lean<SiteDocument[]>();
    return { sites: await siteViews(context, sites) };
  };

export const createSiteCase =
  (context: Context): UseCase<typeof createSite> =>
  async ({ name, origins }, call) => {
    const { models } = context;
    const provider = call.scope['provider'];
    if (!provider) throw new Refusal('forbidden');
    const site = {
      _id: newId('site'),
      key: newSiteKey(),
      name: name.trim(),
      provider,
      origins: readOrigins(origins),
    };
    if ((await models.Site.countDocuments({ provider })) >= siteLimits.sites) throw new Refusal('list_full');
    const created = await models.Site.create(site);
    await note(context, call, 'site.create', site._id, { origins: site.origins });
    directoryChanged(context);
    return { site: await siteView(context, created.toObject()) };
  };

export const changeSiteCase =
  (context: Context): UseCase<typeof changeSite> =>
  async ({ site: id, name, origins, disabled, counting }, call) => {
    const { models, clock } = context;
    const site = await findSite(context, id, call.scope);
    const change = {
      ...(name !== undefined && { name: name.trim() }),
      ...(origins && { origins: readOrigins(origins) }),
      ...(counting !== undefined && { counting }),
      ...(disabled !== undefined && {
        disabledAt: disabled ? (site.disabledAt ?? new Date(clock.now())) : null,
      }),
    };
    await models.Site.updateOne({ _id: id }, { $set: change });
    await note(context, call, 'site.change', id, {
      ...(change.origins && { origins: change.origins }),
      ...(disabled !== undefined && { disabled }),
      ...(counting !== undefined && { counting }),
    });
    directoryChanged(context);
    return { site: await siteView(context, { ...site, ...change }) };
  };

const faults: Record<OriginFault, string> = {
  not_an_address: 'not_an_address: write it as https://www.example.com',
  wildcard: 'wildcard: name each origin by itself',
  not_https: 'not_https: http:// is taken for localhost only',
  more_than_an_origin: 'more_than_an_origin: leave out the path and everything after it',
};

/**
 * Each once, as a browser sends it.
 *
 * @throws Refusal `bad_origin` with an issue for each that is none; its message begins with the fault's name
 */
function readOrigins(given: readonly string[]): string[] {
  const readings = given.map(readOrigin);
  const issues = readings.flatMap((reading, at): Issue[] =>
    'fault' in reading ? [{ path: `origins.${at}`, message: faults[reading.fault] }] : [],
  );
  if (issues.length > 0) throw new Refusal('bad_origin', { issues });
  return [...new Set(readings.flatMap((reading) => ('origin' in reading ? [reading.origin] : [])))];
}

/** The audit's entry about a site: who, what, which. */
export async function note(
  { audit }: Pick<Context, 'audit'>,
  { caller }: OperationCall,
  action: string,
  target: string,
  payload: Record<string, string | number | boolean | string[]> = {},
): Promise<void> {
  if ('account' in caller) await audit.append({ actor: caller.account, action, target, payload });
}
