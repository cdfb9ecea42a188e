import type { forgetPassword } from '@parlour/shared/protocol/account.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { countAttempt } from './attempts.js';
import { makeLink, voidResets } from './links.js';

/**
 * ACC-4: the answer comes before it is looked up whether there is such an account, so that neither what it says nor
 * how long it takes can tell. That this installation sends no mail is told to everybody alike.
 */
export const forgetPasswordCase =
  (context: Context): UseCase<typeof forgetPassword> =>
  async ({ audience, email: given }, call) => {
    if (!context.mailer.works) throw new Refusal('mail_not_set_up');
    const email = given.trim().toLowerCase();
    await countAttempt(context, `forget/${audience}/${email}`, call.address);
    void sendLink(context, audience, email).catch((error: unknown) =>
      context.log.error({ err: error }, 'a link for a new password could not be sent'),
    );
    return {};
  };

async function sendLink(
  context: Context,
  audience: 'merchant' | 'provider' | 'admin',
  email: string,
): Promise<void> {
  const { models, mailer } = context;
  const account = await models.Account.findOne({ audience, email, disabledAt: null }).lean();
  if (!account) return;
  // A new link ends those before it: there is never more than one.
  await voidResets(context, account._id);
  const { link } = await makeLink(context, 'reset', audience, { account: account._id });
  await mailer.send({
    kind: 'password-reset',
    to: account.email,
    subject: 'Choose a new password for Parlour',
    text: `Somebody, hopefully you, asked for a new password for your account at ${context.publicOrigin()}.\n\nChoose it here within an hour; the link works once:\n\n${link}\n\nIf it was not you, do nothing: your password stays as it is.\n`,
  });
}
