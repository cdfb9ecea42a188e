import type { AccountId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import {
  challengeLife,
  passkeyAlgorithms,
  passkeysPerAccount,
  type addPasskey,
  type beginPasskey,
  type listPasskeys,
  type PasskeyView,
  type removePasskey,
} from '@parlour/shared/protocol/passkey.js';
import { handleOf, hashToken } from '../accounts/account-secrets.js';
import { ownAccount } from '../accounts/own-account.js';
import { tellOwner } from '../accounts/tell-owner.js';
import type { Context } from '../context.js';
import type { OperationCall, UseCase } from '../use-case.js';
import { challengeOf, makeChallenge, sessionHolder, spendChallenge } from './challenges.js';
import type { PasskeyDocument } from './passkey.model.js';
import { descriptorOf, userHandleOf } from './use-passkey.js';
import { hostOf, verifyMade } from './verify.js';

const passkeyView = ({ _id, name, createdAt, usedAt, synced }: PasskeyDocument): PasskeyView => ({
  id: handleOf(_id),
  name,
  createdAt: createdAt.getTime(),
  usedAt: usedAt?.getTime() ?? null,
  synced,
});

const ownPasskeys = ({ models }: Context, { scope }: OperationCall) =>
  models.Passkey.find(scope).sort({ createdAt: -1 }).limit(passkeysPerAccount).lean<PasskeyDocument[]>();

export const listPasskeysCase =
  (context: Context): UseCase<typeof listPasskeys> =>
  async (_input, call) => ({ passkeys: (await ownPasskeys(context, call)).map(passkeyView) });

export const beginPasskeyCase =
  (context: Context): UseCase<typeof beginPasskey> =>
  async (_input, call) => {
    const { account, session } = await ownAccount(context, call);
    const own = await ownPasskeys(context, call);
    if (own.length >= passkeysPerAccount) throw new Refusal('list_full');
    return {
      creation: {
        challenge: makeChallenge(context, 'make', sessionHolder(session)),
        rp: { id: hostOf(context), name: 'Parlour' },
        user: { id: userHandleOf(account._id), name: account.email, displayName: account.name },
        pubKeyCredParams: passkeyAlgorithms.map((alg) => ({ type: 'public-key', alg })),
        excludeCredentials: own.map(descriptorOf),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        attestation: 'none',
        timeout: challengeLife,
      },
    };
  };

export const addPasskeyCase =
  (context: Context): UseCase<typeof addPasskey> =>
  async ({ name, passkey: made }, call) => {
    const { models, clock, audit } = context;
    const { account, session } = await ownAccount(context, call);
    const challenge = challengeOf(made.clientDataJSON);
    await spendChallenge(context, 'make', sessionHolder(session), challenge);
    const verified = await verifyMade(context, challenge, made);
    if (!verified) throw new Refusal('wrong_passkey');
    if ((await ownPasskeys(context, call)).length >= passkeysPerAccount) throw new Refusal('list_full');
    const passkey: PasskeyDocument = {
      ...verified,
      _id: hashToken(verified.credential),
      account: account._id,
      transports: [...made.transports],
      name,
      createdAt: new Date(clock.now()),
      usedAt: null,
    };
    await models.Passkey.create(passkey).catch((error: unknown) => {
      throw (error as { code?: number }).code === 11_000 ? new Refusal('passkey_exists') : error;
    });
    await audit.append({
      actor: account._id as AccountId,
      action: 'passkey.add',
      target: account._id,
      payload: { passkey: handleOf(passkey._id) },
    });
    await tellOwner(context, account._id, 'passkey_added');
    return { passkey: passkeyView(passkey) };
  };

/** Never the last way in: an account has a password always, and an admin a second factor with it. */
export const removePasskeyCase =
  (context: Context): UseCase<typeof removePasskey> =>
  async ({ id }, call) => {
    const { account } = await ownAccount(context, call);
    const named = (await ownPasskeys(context, call)).find(({ _id }) => handleOf(_id) === id);
    if (!named) throw new Refusal('not_found');
    await context.models.Passkey.deleteOne({ ...call.scope, _id: named._id });
    await context.audit.append({
      actor: account._id as AccountId,
      action: 'passkey.remove',
      target: account._id,
      payload: { passkey: id },
    });
    await tellOwner(context, account._id, 'passkey_removed');
    return {};
  };
