/** The texts of the way in by a mailed link (REQ-1). */
const english = {
  title: 'No code at hand?',
  lead: 'If you left your mail address in the chat, a link can be mailed there. It opens what that address was left with, once, and nothing else.',
  email: 'Your mail address',
  shop: 'The shop you chatted with',
  shopHint: 'Its name, as it stands at the top of the chat.',
  about:
    'Somebody has published something that names you? Write down why it should go. Once you have opened the mailed link it is out of sight, until the shop has decided.',
  ask: 'Ask the shop something as well',
  askMeans: 'It is passed on once you have opened the link. The answer appears here.',
  send: 'Mail me a link',
  sent: (shop: string) =>
    `If your address was left in a chat with ${shop}, or you have asked something, a link is on its way. It works once, within ten minutes.`,
  opening: 'This link opens what is kept of the chats in which your address was left. It works once.',
  notYours:
    'A chat that you do not know? Then somebody wrote your address by mistake: say no below to being contacted, and it is taken out.',
  open: 'Open your data',
  filed: 'What you asked has been passed on.',
  none: (merchant: string) =>
    `No conversation with ${merchant} carries your address any more. What you wrote without it is opened from the device on which you chatted, or with a resume code.`,
  viewed: (first: string, last: string) =>
    first === last
      ? `Whoever opened a link mailed to the address left here, on ${first}`
      : `Whoever opened a link mailed to the address left here, first on ${first}, last on ${last}`,
};

export type MailDoorTexts = typeof english;

/** In the language that is read. */
export let mailDoorTexts: MailDoorTexts = english;

export const readMailDoorTexts = (others: MailDoorTexts | null): void =>
  void (mailDoorTexts = others ?? english);
