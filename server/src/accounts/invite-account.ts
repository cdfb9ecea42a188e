import { rolesOf, type PortalAudience } from '@parlour/shared/access/table.js';
import type { StaffRole } from '@parlour/shared/protocol/account.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { InviteInput, inviteAccount } from '@parlour/shared/protocol/team.js';
import type { Context } from '../context.js';
import type { OperationCall, UseCase } from '../use-case.js';
import { makeLink } from './links.js';

export const audienceOf = (role: StaffRole): PortalAudience =>
  (Object.keys(rolesOf) as PortalAudience[]).find((audience) =>
    (rolesOf[audience] as readonly string[]).includes(role),
  )!;

/** Whether there is an account for the address already is found out by whoever opens the link, not by who invites. */
export const inviteAccountCase =
  (context: Context): UseCase<typeof inviteAccount> =>
  async (input, call) => {
    const { models, mailer, audit } = context;
    const email = input.email.trim().toLowerCase();
    const audience = audienceOf(input.role);
    const belongs = await organizationOf(context, input, call);
    // A new invitation takes the place of the one before.
    await models.Link.deleteMany({ kind: 'invitation', audience, email, ...belongs });
    const { link, endsAt } = await makeLink(context, 'invitation', audience, {
      email,
      role: input.role,
      ...belongs,
      ...('account' in call.caller && { invitedBy: call.caller.account }),
    });
    if ('account' in call.caller)
      await audit.append({
        actor: call.caller.account,
        action: 'account.invite',
        payload: { role: input.role },
      });
    if (!mailer.works) return { sent: false, link, endsAt };
    await mailer.send({
      kind: 'invitation',
      to: email,
      subject: 'You are invited to Parlour',
      text: `You are invited to answer and work with Parlour at ${context.publicOrigin()}.\n\nMake your account here within three days; the link works once:\n\n${link}\n\nIf you expect no such invitation, do nothing.\n`,
    });
    return { sent: true, link: null, endsAt };
  };

async function organizationOf(
  { models }: Context,
  { role, organization }: InviteInput,
  { caller }: OperationCall,
): Promise<{ merchant: string | null; provider: string | null }> {
  if ('merchant' in caller) {
    if (audienceOf(role) !== 'merchant') throw new Refusal('forbidden');
    return { merchant: caller.merchant, provider: null };
  }
  if (caller.role === 'provider') {
    if (!caller.provider) throw new Refusal('forbidden');
    if (role !== 'provider')
      throw new Refusal('invalid_input', { issues: [{ path: 'role', message: 'provider' }] });
    return { merchant: null, provider: caller.provider };
  }
  if (role === 'admin') return { merchant: null, provider: null };
  const named =
    role === 'provider'
      ? await models.Provider.findOne({ name: organization ?? '' }).lean()
      : await models.Merchant.findOne({ slug: organization ?? '' }).lean();
  if (!named) throw new Refusal('not_found');
  return role === 'provider'
    ? { merchant: null, provider: named._id }
    : { merchant: named._id, provider: null };
}
