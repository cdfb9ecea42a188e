import type { AccountId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { acceptInvitation, readInvitation } from '@parlour/shared/protocol/team.js';
import type { Context } from '../context.js';
import { newId } from '../new-id.js';
import type { UseCase } from '../use-case.js';
import { accountView } from './account-view.js';
import { choosePassword } from './choose-password.js';
import { readLink, spendLink } from './links.js';
import { organizationNames } from './member-view.js';

const kinds = ['invitation', 'setup'] as const;

export const readInvitationCase =
  (context: Context): UseCase<typeof readInvitation> =>
  async ({ token }) => {
    const link = await readLink(context, token, kinds);
    const names = await organizationNames(context.models, [link]);
    return {
      kind: link.kind as (typeof kinds)[number],
      audience: link.audience!,
      role: link.role!,
      organization: names.get(link.merchant ?? link.provider ?? '') ?? null,
      email: link.email,
    };
  };

/** The link is used up last: a password that is refused costs no invitation. */
export const acceptInvitationCase =
  (context: Context): UseCase<typeof acceptInvitation> =>
  async ({ token, name, password, email: given }, call) => {
    const { models, sessions, audit } = context;
    const link = await readLink(context, token, kinds);
    if (!(await context.directory.stands(link))) throw new Refusal('link_spent');
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
    }).then((created) => created.toObject());
    await audit.append({ actor: account._id as AccountId, action: 'account.join', target: account._id });
    if ('session' in call.caller) await sessions.end(call.caller.session);
    call.effects.session = await sessions.open(account);
    call.effects.role = account.role;
    return { account: await accountView(context, account) };
  };
