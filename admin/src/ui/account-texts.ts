/** Every text about accounts: the way in, what is one's own, and the team. */
import { plural } from './texts.js';

export const accountTexts = {
  code: 'Code',
  codeHint: 'Six digits from your authenticator app, or one of your recovery codes.',
  codeMissing: 'Enter the code.',
  forgotten: 'Forgot your password?',

  prove: {
    title: 'Is it you?',
    why: 'What you are about to do cannot be undone by others. Prove that it is you; it holds for ten minutes.',
    submit: 'Continue',
  },

  join: {
    title: 'Make your account',
    to: (role: string, organization: string | null) =>
      organization === null ? `You will work as ${role}.` : `You will work as ${role} for ${organization}.`,
    first: 'This is the first account of this installation: the admin of the platform.',
    name: 'Your name',
    nameHint: 'Consumers and colleagues see it.',
    password: 'Password',
    passwordHint: '15 characters or more. A few words that only you would put together do well.',
    missing: 'Fill this in.',
    submit: 'Make my account',
  },

  forgot: {
    title: 'A new password',
    lead: 'Enter your address. If there is an account for it here, a link is on its way; it works once, for an hour.',
    submit: 'Send the link',
    sent: 'If there is an account for this address, the link is on its way. Look into your mailbox.',
    choose: 'Choose a new password. You are signed out everywhere else.',
    save: 'Save the password',
    saved: 'Saved. Sign in with your new password.',
    back: 'To sign-in',
  },

  own: {
    label: 'Account',
    title: 'Your account',
    required: 'Your role needs a second factor. The rest of the portal opens once it is set up.',
    factor: 'Second factor',
    on: 'On: signing in asks for a code of your authenticator app.',
    off: 'Off. With it, your password alone opens nothing.',
    begin: 'Set up',
    renew: 'Set up anew',
    scan: 'Add this key to your authenticator app (Aegis, 2FAS, Google Authenticator …), then enter the code that it shows.',
    open: 'Open in an app on this device',
    confirm: 'Turn on',
    end: 'Turn off…',
    codes:
      'Your recovery codes. Each works once, when your phone is not there. They are not shown again: keep them now.',
    kept: 'I have kept them',
    password: 'Password',
    current: 'Current password',
    next: 'New password',
    change: 'Change the password',
    changed: 'Changed. You are signed out everywhere else.',
    sessions: 'Where you are signed in',
    here: 'Here',
    started: 'Since',
    seen: 'Last used',
    endOne: 'Sign out there',
    endAll: 'Sign out everywhere else',
  },

  team: {
    label: 'Team',
    accounts: 'Accounts',
    invite: 'Invite somebody',
    email: 'E-mail address',
    role: 'Role',
    organization: 'Merchant’s slug or provider’s name',
    send: 'Invite',
    sent: (email: string) => `The invitation to ${email} is on its way. Its link works once, for three days.`,
    link: (email: string) =>
      `This installation sends no mail. Hand this link to ${email} yourself; it works once, for three days, and is not shown again:`,
    open: (count: number) => plural(count, 'open invitation', 'open invitations'),
    name: 'Name',
    belongs: 'Belongs to',
    state: 'State',
    active: 'Active',
    disabled: 'Disabled',
    invited: 'Invited',
    factor: 'Second factor',
    yes: 'Yes',
    no: 'No',
    disable: 'Disable…',
    enable: 'Enable',
    make: (role: string) => `Make ${role}`,
    confirm: (name: string) => `Disable ${name}?`,
    confirmText: 'They are signed out everywhere at once and cannot sign in until you enable them again.',
    you: 'You',
  },

  roles: { agent: 'agent', manager: 'manager', provider: 'site provider', admin: 'admin' },
} as const;
