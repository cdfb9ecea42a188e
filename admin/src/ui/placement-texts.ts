/** The texts about placements, for both sides. */
export const placementTexts = {
  label: 'Placements',
  title: { provider: 'Merchants on your sites', merchant: 'Where you are reachable' },
  lead: {
    provider:
      'A merchant is reachable on one of your sites once both sides have agreed. Either side ends it, at once.',
    merchant:
      'Consumers reach you on the sites listed here. A site’s provider and you both agree to it, and either side ends it, at once.',
  },
  ask: { provider: 'Invite a merchant', merchant: 'Ask to be reachable on a site' },
  site: 'Site',
  to: 'Merchant’s short name, or a manager’s e-mail address',
  toHint:
    'Whether there is such a merchant is not told. If there is, its managers see the invitation in their portal.',
  origin: 'Address of the site',
  originHint: 'Such as https://www.example.com. Whether it is a site of Parlour is not told.',
  submit: { provider: 'Invite', merchant: 'Ask' },
  missing: 'Fill this in.',
  noSite: 'You have no site yet. Add one first, under “Sites”.',
  asked: (said: string) =>
    `Asked: ${said}. The answer appears here; without one the question ends after thirty days.`,
  forYou: 'Waiting for your answer',
  theirs: 'Waiting for theirs',
  active: 'Reachable',
  ended: 'Ended',
  accept: 'Accept',
  decline: 'Decline',
  withdraw: 'Take back',
  end: 'End…',
  endAsk: (merchant: string, site: string) => `End ${merchant} on ${site}?`,
  endText:
    'Nobody can start a chat there any more, and chats that are open are cut off within seconds. What was said stays with the merchant until its date. To begin again both sides must agree again.',
  endConfirm: 'End the placement',
  since: (when: string) => `since ${when}`,
  until: (when: string) => `until ${when}`,
  endedBy: { provider: 'ended by the provider', merchant: 'ended by the merchant' },
  by: (provider: string) => `by ${provider}`,
  none: {
    provider: ['Nobody is reachable on your sites yet.', 'Invite the first merchant above.'],
    merchant: [
      'You are not reachable anywhere yet.',
      'Wait for an invitation of a site’s provider, or ask one above.',
    ],
  },
  more: 'Load more',
  moreFailed: (why: string) => `The next placements could not be loaded. ${why}`,
} as const;
