import type { AccountId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { acceptInvitation, readInvitation } from '@parlour/shared/protocol/team.js';
import type { Context } from '../context.js';
import { newId } from '../new-id.js';
import type { UseCase } from '../use-case.js';
import { accountView } from './account-view.js';
import { choosePassword } from './choose-password.js';
import type { LinkDocument } from './link.model.js';
import { readLink, spendLink } from './links.js';
import { organizationNames } from './member-view.js';

const kinds = ['invitation', 'setup'] as const;

export const readInvitationCase =
  (context: Context): UseCase<typeof readInvitation> =>
  async ({ token }) => {
    const link = await readOpen(context, token);
    const names = await organizationNames(context.models, [link]);
    return {
      kind: link.kind as (typeof kinds)[number],
      audience: link.audience!,
      role: link.role!,
      organization: names.get(link.merchant ?? link.provider ?? '') ?? null,
      email: link.email,
    };
  };

/** A link into what is not there to be entered is none: a disabled organization, or an installation that has its admin. */
async function readOpen(context: Context, token: string): Promise<LinkDocument> {
  const link = await readLink(context, token, kinds);
  const late = link.kind === 'setup' && (await context.models.Account.exists({ role: 'admin' }));
  if (late || !(await context.directory.stands(link))) throw new Refusal('link_spent');
  return link;
}

/** The link is used up last: a password that is refused costs no invitation. */
export const acceptInvitationCase =
  (context: Context): UseCase<typeof acceptInvitation> =>
  async ({ token, name, password, email: given }, call) => {
    const { models, sessions, audit } = context;
    const link = await readOpen(context, token);
    const email = (link.email ?? given ?? '').trim().toLowerCase();
    if (!email)
      throw new Refusal('invalid_input', { issues: [{ path: 'email', message: 'takes your address' }] });
    const passwordHash = await choosePassword(password, { email, name, secondFactor: false });
    if (await models.Account.exists({ audience: link.audience!, email })) throw new Refusal('account_exists');
    await spendLink(context, link);
    const account = await models.Account.create({
      _id: newId('account'),
      audience: link.audience!,
      role: link.role!,
      email,
      name,
      passwordHash,
      merchant: link.merchant,
      provider: link.provider,
      invitedBy: link.invitedBy ?? null,
    }).then(
      (created) => created.toObject(),
      (error: unknown) => {
        // Two links to one address, used at once: one of them has made the account.
        throw (error as { code?: number }).code === 11_000 ? new Refusal('account_exists') : error;
      },
    );
    await audit.append({ actor: account._id as AccountId, action: 'account.join', target: account._id });
    if ('session' in call.caller) await sessions.end(call.caller.session);
    call.effects.session = await sessions.open(account);
    call.effects.role = account.role;
    return { account: await accountView(context, account) };
  };
