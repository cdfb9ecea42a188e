import type { resetPassword } from '@parlour/shared/protocol/account.js';
import type { AccountId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { choosePassword } from './choose-password.js';
import { readLink, spendLink, voidResets } from './links.js';
import { tellOwner } from './tell-owner.js';

/** The second factor stays: whoever has only the mailbox gets no further than the next sign-in. */
export const resetPasswordCase =
  (context: Context): UseCase<typeof resetPassword> =>
  async ({ token, password }) => {
    const { models, sessions, audit } = context;
    const link = await readLink(context, token, ['reset']);
    const account = await models.Account.findOne({ _id: link.account!, disabledAt: null }).lean();
    if (!account) throw new Refusal('link_spent');
    const passwordHash = await choosePassword(password, {
      ...account,
      secondFactor: Boolean(account.secondFactor),
    });
    await spendLink(context, link);
    await models.Account.updateOne({ _id: account._id }, { $set: { passwordHash } });
    await voidResets(context, account._id);
    await sessions.endAll(account._id);
    await audit.append({ actor: account._id as AccountId, action: 'password.reset', target: account._id });
    await tellOwner(context, account._id, 'password_reset');
    return {};
  };
