import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { embedCode } from '@parlour/shared/protocol/site.js';
import type { Context } from '../context.js';
import { html, type Html } from '../html.js';
import type { UseCase } from '../use-case.js';
import { placementId } from './directory.js';
import { findSite } from './site-view.js';
import { widgetPolicy } from './widget-policy.js';

/** The tag of one merchant's pages; without a merchant the page says itself whose chat it is. */
export const embedCodeCase =
  (context: Context): UseCase<typeof embedCode> =>
  async ({ site: id, merchant, isolation }, { scope }) => {
    const { models, loader, published } = context;
    const { key, counting } = await findSite(context, id, scope);
    const slug = merchant === undefined ? null : await slugOf(models, id, merchant);
    const server = context.publicOrigin();
    const version = await loader.current();
    // From here on somebody may have it on a page.
    if (version) await published.keep();
    const place = slug === null ? html`` : html` data-site="${key}" data-merchant="${slug}"`;
    // STA-3: a page says by itself whether it is counted, since before an intent nothing is asked for (WID-1).
    const counted = counting && slug !== null ? html`${place} data-statistics` : place;
    const data = isolation && slug !== null ? html`${counted} data-isolation="${isolation}"` : counted;
    const policy = widgetPolicy(server, isolation);
    return {
      tag: tag(html`src="${server}/widget.js"${data}`),
      pinned:
        version &&
        tag(
          html`src="${server}/${version.file}" integrity="${version.integrity}" crossorigin="anonymous"${data}`,
        ),
      csp: Object.entries(policy).map(([directive, sources]) => `${directive} ${sources.join(' ')}`),
    };
  };

const tag = (attributes: Html): string => `<script async ${attributes.text}></script>`;

/** Only of a merchant who is reachable there: a tag for somebody else would show nothing. */
async function slugOf(models: Context['models'], site: string, merchant: string): Promise<string> {
  const placed = await models.Placement.exists({
    _id: placementId({ site, merchant }),
    state: { $ne: 'ended' },
  });
  const found = placed && (await models.Merchant.findById(merchant, { slug: 1 }).lean());
  if (!found) throw new Refusal('not_found');
  return found.slug;
}
