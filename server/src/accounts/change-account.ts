import type { AccountId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { changeAccount } from '@parlour/shared/protocol/team.js';
import type { Context } from '../context.js';
import { showAnew } from '../pictures/show-anew.js';
import type { UseCase } from '../use-case.js';
import type { AccountDocument } from './account.model.js';
import { audienceOf } from './invite-account.js';
import { voidLinksOf } from './links.js';
import { memberView, organizationNames } from './member-view.js';

/** AUT-3: whoever is changed signs in again: their sessions end, and with them their sockets, at every node. */
export const changeAccountCase =
  (context: Context): UseCase<typeof changeAccount> =>
  async ({ account: id, role, disabled }, { caller, scope }) => {
    const { models, clock, sessions, audit, bus, pictures } = context;
    const account = await models.Account.findOne({ ...scope, _id: id }).lean<AccountDocument | null>();
    if (!account || !('account' in caller)) throw new Refusal('not_found');
    if (role && audienceOf(role) !== account.audience) throw new Refusal('forbidden');
    const losesRole = disabled === true || (role !== undefined && role !== account.role);
    if (losesRole) await requireAnother(context, account);
    const disabledAt = disabled === undefined ? account.disabledAt : disabled ? new Date(clock.now()) : null;
    const changed = { ...account, role: role ?? account.role, disabledAt };
    await models.Account.updateOne({ _id: id }, { $set: { role: changed.role, disabledAt } });
    if (disabledAt && (await pictures.remove(id))) await showAnew(context, id);
    if (losesRole) {
      await voidLinksOf(context, id);
      await sessions.endAll(id);
      bus.tell('account.disabled', { account: id });
    }
    await audit.append({
      actor: caller.account as AccountId,
      action: 'account.change',
      target: id,
      payload: { role: changed.role, disabled: disabledAt !== null },
    });
    const picture = (await pictures.ofAll([id])).get(id);
    return { account: memberView(changed, await organizationNames(models, [changed]), picture) };
  };

/** Who manages cannot be the last to go: nobody could let anybody in again. */
async function requireAnother({ models }: Context, account: AccountDocument): Promise<void> {
  if (account.role === 'agent') return;
  const { role, merchant, provider } = account;
  const others = { role, merchant, provider, disabledAt: null, _id: { $ne: account._id } };
  if (!(await models.Account.exists(others))) throw new Refusal('last_of_role');
}
