import type { listAccounts } from '@parlour/shared/protocol/team.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import type { AccountDocument } from './account.model.js';
import type { LinkDocument } from './link.model.js';
import { memberView, organizationNames } from './member-view.js';

const most = 1_000;

export const listAccountsCase =
  ({ models, clock, pictures }: Context): UseCase<typeof listAccounts> =>
  async (_input, { scope }) => {
    const [accounts, invitations] = await Promise.all([
      models.Account.find(scope).sort({ audience: 1, name: 1 }).limit(most).lean<AccountDocument[]>(),
      models.Link.find({ ...scope, kind: 'invitation', endsAt: { $gt: new Date(clock.now()) } })
        .sort({ endsAt: 1 })
        .limit(most)
        .lean<LinkDocument[]>(),
    ]);
    const [names, pictured] = await Promise.all([
      organizationNames(models, [...accounts, ...invitations]),
      pictures.ofAll(accounts.map(({ _id }) => _id)),
    ]);
    return {
      accounts: accounts.map((account) => memberView(account, names, pictured.get(account._id))),
      invitations: invitations.map(({ email, audience, role, merchant, provider, endsAt }) => ({
        email: email!,
        audience: audience!,
        role: role!,
        organization: names.get(merchant ?? provider ?? '') ?? null,
        endsAt: endsAt.getTime(),
      })),
    };
  };
