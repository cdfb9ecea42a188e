import type { Context } from '../context.js';
import { makeLink } from './links.js';

/**
 * Who has the server's shell says that an admin is somebody of their own. Returns the link by which they make their
 * account, or null where they have one.
 */
export async function vouchForAdmin(
  context: Pick<Context, 'models' | 'clock' | 'publicOrigin' | 'audit'>,
  given: string,
): Promise<string | null> {
  const { models, audit } = context;
  const email = given.trim().toLowerCase();
  const known = await models.Account.findOneAndUpdate(
    { audience: 'admin', email },
    { $set: { invitedBy: null } },
    { projection: { _id: 1 } },
  ).lean();
  if (known) {
    await audit.append({ actor: 'command_line', action: 'account.vouch', target: known._id });
    return null;
  }
  await models.Link.deleteMany({ kind: 'invitation', audience: 'admin', email });
  const { link } = await makeLink(context, 'invitation', 'admin', { email, role: 'admin' });
  await audit.append({ actor: 'command_line', action: 'account.invite', payload: { role: 'admin' } });
  return link;
}
