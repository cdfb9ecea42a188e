import { number } from '../../ui/format.js';
import { plural } from '../../ui/texts.js';

/** The texts about organizations in the admin portal. */
export const texts = {
  label: 'Organizations',
  title: 'Organizations',
  lead: 'Merchants and site providers. You let them in and out; you never act as one of them, and see nothing of what they say.',
  kinds: { merchant: 'Merchants', provider: 'Site providers' },
  which: 'Which organizations',
  search: 'Part of the name',
  find: 'Find',
  found: (count: number) => plural(count, 'organization', 'organizations'),
  name: 'Name',
  slug: 'Short name',
  accounts: 'Accounts',
  sites: 'Sites',
  state: 'State',
  active: 'Active',
  disabled: (when: string) => `Disabled ${when}`,
  rename: 'Rename',
  newName: (name: string) => `New name of ${name}`,
  save: 'Save',
  disable: 'Disable…',
  enable: 'Enable',
  disableAsk: (name: string) => `Disable ${name}?`,
  disableText:
    'Everybody of it is signed out within seconds and cannot sign in; nobody reaches it by chat, and open chats are cut off. Nothing is deleted: what is stored goes on its date as before. You can enable it again.',
  disableConfirm: 'Disable',
  none: 'There is none yet.',
  noneText: 'Create the first one below.',
  notFound: (search: string) => `Nothing is called “${search}”.`,
  notFoundText: 'Try a shorter part of the name.',
  more: 'Load more',
  shown: (count: number, total: number) => `${number(count)} of ${number(total)} shown`,
  create: 'Create an organization',
  kind: 'What it is',
  kindOne: { merchant: 'A merchant', provider: 'A site provider' },
  slugHint:
    'Stands in the tag and in addresses: small letters, digits and hyphens. It cannot be changed later.',
  email: { merchant: 'E-mail address of the first manager', provider: 'E-mail address of the first account' },
  submit: 'Create and invite',
  missing: 'Fill this in.',
  badSlug: 'Small letters, digits and single hyphens, such as main-street-motors.',
  sent: (name: string, email: string) =>
    `${name} is there. The invitation to ${email} is on its way; its link works once, for three days.`,
  link: (name: string, email: string) =>
    `${name} is there. This installation sends no mail: hand this link to ${email} yourself. It works once, for three days, and is not shown again.`,
  linkLabel: 'The link of the invitation',
} as const;
