import type { MerchantId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { createToken, listTokens, revokeToken, TokenView } from '@parlour/shared/protocol/team.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { handleOf, hashToken, newToken } from './account-secrets.js';
import type { ApiTokenDocument } from './api-token.model.js';
import { tokenPrefix } from './api-tokens.js';

const most = 100;

const tokenView = ({ _id, name, scopes, createdAt, usedAt }: ApiTokenDocument): TokenView => ({
  id: handleOf(_id),
  name,
  scopes,
  createdAt: createdAt.getTime(),
  usedAt: usedAt?.getTime() ?? null,
});

export const listTokensCase =
  ({ models }: Context): UseCase<typeof listTokens> =>
  async (_input, { scope }) => {
    const tokens = await models.ApiToken.find(scope).sort({ createdAt: -1 }).limit(most).lean();
    return { tokens: tokens.map(tokenView) };
  };

export const createTokenCase =
  ({ models, clock, audit }: Context): UseCase<typeof createToken> =>
  async ({ name, scopes }, { caller }) => {
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    const token = `${tokenPrefix}${newToken()}`;
    const created: ApiTokenDocument = {
      _id: hashToken(token),
      merchant: caller.merchant as MerchantId,
      name,
      scopes: [...new Set(scopes)],
      createdBy: caller.account,
      createdAt: new Date(clock.now()),
      usedAt: null,
    };
    await models.ApiToken.create(created);
    await audit.append({
      actor: caller.account,
      action: 'token.create',
      target: handleOf(created._id),
      payload: { scopes: created.scopes },
    });
    return { token, view: tokenView(created) };
  };

export const revokeTokenCase =
  ({ models, audit }: Context): UseCase<typeof revokeToken> =>
  async ({ id }, { caller, scope }) => {
    const tokens = await models.ApiToken.find(scope, { _id: 1 }).limit(most).lean();
    const named = tokens.find(({ _id }) => handleOf(_id) === id);
    if (!named || !('account' in caller)) throw new Refusal('not_found');
    await models.ApiToken.deleteOne({ ...scope, _id: named._id });
    await audit.append({ actor: caller.account, action: 'token.revoke', target: id });
    return {};
  };
