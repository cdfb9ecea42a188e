/**
 * ACC-8: a mail to whom an account belongs whenever the ways into it have changed, so that nobody makes themselves at
 * home there unseen. It says what happened, when, and what to do if it was somebody else. It repeats nothing that
 * anybody has typed, such as a passkey's name: words of a stranger have no place in it.
 */
import type { Context } from '../context.js';
import type { AccountDocument } from './account.model.js';

type Parts = Pick<Context, 'models' | 'clock' | 'mailer' | 'log' | 'publicOrigin'>;

const happened = {
  passkey_added: {
    subject: 'A passkey was added to your Parlour account',
    what: 'a passkey was added to your account. It opens the account without a password.',
    undo: 'remove the passkey and choose a new password',
  },
  passkey_removed: {
    subject: 'A passkey was removed from your Parlour account',
    what: 'a passkey was removed from your account. It opens nothing here any more.',
    undo: 'look at the passkeys that are left, add yours again and choose a new password',
  },
  passkey_copied: {
    subject: 'A copy of your passkey may be in use',
    what: 'somebody tried one of your passkeys, and it looked like a copy. It was refused.',
    undo: 'remove that passkey, make a new one and choose a new password',
  },
  second_factor_set: {
    subject: 'Sign-in codes were set up for your Parlour account',
    what: 'codes from an authenticator app were set up for your account. Signing in by password needs one from now on; recovery codes from before work no more.',
    undo: 'ask for the codes to be turned off and choose a new password',
  },
  second_factor_ended: {
    subject: 'Sign-in codes were turned off for your Parlour account',
    what: 'codes from an authenticator app were turned off for your account. The password alone opens it now.',
    undo: 'choose a new password and set up the codes again',
  },
  password_changed: {
    subject: 'The password of your Parlour account was changed',
    what: 'the password of your account was changed. Everywhere else the account was signed out.',
    undo: 'choose a new password by the link below',
  },
  password_reset: {
    subject: 'A new password was chosen for your Parlour account',
    what: 'a new password was chosen for your account by a link that was mailed here. Everywhere the account was signed out.',
    undo: 'choose another password by the link below, and a new one for this mailbox: somebody may be reading it',
  },
  recovery_code_used: {
    subject: 'A recovery code of your Parlour account was used',
    what: 'a recovery code of your account was used, instead of a code from the app.',
    undo: 'choose a new password and set up the codes anew, which ends the recovery codes that are left',
  },
} as const;

export type OwnersNews = keyof typeof happened;

/**
 * Resolves when the mail is in the store. Where this installation sends no mail there is none; and what was done is
 * done, whether or not the mail could be stored.
 */
export async function tellOwner(context: Parts, id: string, news: OwnersNews): Promise<void> {
  const { models, mailer, log } = context;
  if (!mailer.works) return;
  try {
    const account = await models.Account.findById(id).lean<AccountDocument | null>();
    if (account)
      await mailer.send({ kind: 'account-news', to: account.email, ...letterOf(context, account, news) });
  } catch (error) {
    log.warn({ err: error, news }, 'the owner of an account could not be told');
  }
}

function letterOf(
  { clock, publicOrigin }: Parts,
  { audience, email }: AccountDocument,
  news: OwnersNews,
): { subject: string; text: string } {
  const { subject, what, undo } = happened[news];
  const at = new Date(clock.now()).toISOString();
  const portal = `${publicOrigin()}/${audience}`;
  const others = audience === 'admin' ? 'another admin' : 'whoever manages your team';
  const text = [
    `On ${at.slice(0, 10)} at ${at.slice(11, 16)} (UTC) ${what}`,
    `The account: ${email}, at ${portal}`,
    'If it was you, there is nothing to do.',
    `If it was not you: ${undo}. Then end all other sessions and look through the passkeys, under “Your account”:\n${portal}/account`,
    `If you cannot sign in any more, choose a new password here, and ask ${others} to disable your account until it is yours again:\n${portal}/password`,
    'We never ask for a password or a code by mail.',
  ];
  return { subject, text: `${text.join('\n\n')}\n` };
}
