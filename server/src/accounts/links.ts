/**
 * ACC-5: links for invitations, for new passwords and for the first account. What opens them stands after the `#`:
 * a browser keeps that to itself, so that it is in no log and no `Referer`.
 */
import type { PortalAudience } from '@parlour/shared/access/table.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { day, hour } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';
import { hashToken, newToken } from './account-secrets.js';
import type { LinkDocument } from './link.model.js';

export const linkLife = { invitation: 3 * day, setup: 1 * day, reset: 1 * hour } as const;

type Parts = Pick<Context, 'models' | 'clock' | 'publicOrigin'>;
type Said = Partial<Omit<LinkDocument, '_id' | 'kind' | 'endsAt'>>;

const pages = { invitation: 'join', setup: 'join', reset: 'password' } as const;

/** A new link, as text to be sent or shown; only here, never again. */
export async function makeLink(
  { models, clock, publicOrigin }: Parts,
  kind: LinkDocument['kind'],
  audience: PortalAudience,
  said: Said,
): Promise<{ link: string; endsAt: number }> {
  const token = newToken();
  const endsAt = clock.now() + linkLife[kind];
  await models.Link.create({ ...said, audience, _id: hashToken(token), kind, endsAt: new Date(endsAt) });
  return { link: `${publicOrigin()}/${audience}/${pages[kind]}#${token}`, endsAt };
}

type Reading = Pick<Context, 'models' | 'clock'>;

/** @throws Refusal `link_spent` */
export async function readLink(
  { models, clock }: Reading,
  token: string,
  kinds: readonly LinkDocument['kind'][],
): Promise<LinkDocument> {
  const fitting = { _id: hashToken(token), kind: { $in: kinds }, endsAt: { $gt: new Date(clock.now()) } };
  const link = await models.Link.findOne(fitting).lean<LinkDocument | null>();
  if (!link) throw new Refusal('link_spent');
  return link;
}

/** A link for a new password is good for the password that was forgotten, and for no later one. */
export async function voidResets({ models }: Pick<Context, 'models'>, account: string): Promise<void> {
  await models.Link.deleteMany({ kind: 'reset', account });
}

/** Whoever loses their place loses what they had been sent, and what they had sent: nobody comes back by the window. */
export async function voidLinksOf({ models }: Pick<Context, 'models'>, account: string): Promise<void> {
  await voidResets({ models }, account);
  await models.Link.deleteMany({ kind: 'invitation', invitedBy: account });
}

/**
 * Uses it up: of two who try at once, one has it.
 *
 * @throws Refusal `link_spent`
 */
export async function spendLink({ models }: Reading, { _id }: LinkDocument): Promise<void> {
  const spent = await models.Link.deleteOne({ _id });
  if (spent.deletedCount !== 1) throw new Refusal('link_spent');
}
