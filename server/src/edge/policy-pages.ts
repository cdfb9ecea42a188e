/** The policies' public addresses: `/policies`, `/policies/<document>[/<version>[/changes]]`, and the contact page. */
import type { Middleware } from 'koa';
import { isPolicyName, policyAudiences } from '@parlour/shared/model/policy.js';
import { versionPattern } from '@parlour/shared/rules/policy-effect.js';
import type { Context } from '../context.js';
import { changesPage, contactPage, listPage, postedVersions, versionPage } from '../policies/pages.js';
import { pageStyle } from '../policies/page-style.js';

export const policyPages =
  (context: Context, contact: () => string | null): Middleware =>
  async (koa, next) => {
    if (!/^\/policies(\/|$)/.test(koa.path) || (koa.method !== 'GET' && koa.method !== 'HEAD')) return next();
    if (koa.path === '/policies/style.css') {
      koa.type = 'css';
      koa.set('Cache-Control', 'public, max-age=300');
      koa.body = pageStyle;
      return;
    }
    const page = await pageOf(context, koa.path.slice('/policies'.length), contact);
    if (page === null) return next();
    koa.type = 'html';
    koa.set('Cache-Control', 'no-cache');
    koa.body = page;
  };

async function pageOf(
  { policies }: Pick<Context, 'policies'>,
  path: string,
  contact: () => string | null,
): Promise<string | null> {
  if (path === '/contact') return contactPage(contact());
  const [current, coming] = await Promise.all([
    Promise.all(policyAudiences.map((audience) => policies.currentFor(audience))).then((all) => all.flat()),
    Promise.all(policyAudiences.map((audience) => policies.comingFor(audience))).then((all) => all.flat()),
  ]);
  if (path === '' || path === '/') return listPage({ current, coming });
  const [, audience = '', kind = '', version, changes, ...rest] = path.split('/');
  const name = `${audience}/${kind}`;
  if (!isPolicyName(name) || rest.length > 0) return null;
  const versions = postedVersions(await policies.versions(), name);
  if (version !== undefined && !versionPattern.test(version)) return null;
  const shown = version
    ? versions.find((one) => one.version === version)
    : current.find(({ document }) => document === name);
  if (!shown) return null;
  if (changes === undefined) return versionPage(shown, { current, coming, versions });
  const before = versions.find((one) => one.version === shown.supersedes);
  return changes === 'changes' && before ? changesPage(shown, before) : null;
}
