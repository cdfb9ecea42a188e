import type { Context } from '../context.js';
import { makeLink } from './links.js';

/**
 * ACC-6: an installation without any admin has no default password: whoever starts it gets a link, once, by which
 * the first account is made. Null where there is an admin already. A link from an earlier start ends.
 */
export async function setUpLink(
  context: Pick<Context, 'models' | 'clock' | 'publicOrigin'>,
): Promise<string | null> {
  const { models } = context;
  if (await models.Account.exists({ role: 'admin' })) return null;
  await models.Link.deleteMany({ kind: 'setup' });
  const { link } = await makeLink(context, 'setup', 'admin', { role: 'admin' });
  return link;
}
