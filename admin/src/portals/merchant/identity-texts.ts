/** The texts of the page with the identity secret. */
export const identityTexts = {
  tab: 'Signed-in shoppers',
  title: 'Signed-in shoppers',
  lead: 'Whoever is signed in at your shop finds their conversations on every device. Your server says who they are in a token that it signs with the secret below; without a signature nothing opens.',
  secret: 'Identity secret',
  none: 'There is no secret yet: no shopper is recognised, and everybody keeps their conversations on their own device.',
  since: (at: string) => `There is one since ${at}.`,
  hidden: 'It cannot be shown again.',
  before: (until: string) => `What was signed with the one before is accepted until ${until}.`,
  make: 'Make the secret',
  renew: 'Make a new secret',
  overlap: 'Accept the one before for a day more',
  overlapHint:
    'So that nobody is signed out while you put the new one in place. Leave it out if the secret may have become known.',
  endAsk: 'End the old secret now?',
  endText:
    'Signed-in shoppers lose their conversations from sight until your server signs with the new secret. Nothing is deleted.',
  endYes: 'End it and make a new one',
  shown: 'The new secret',
  once: 'Copy it now. It is not shown again.',
  onceText:
    'Keep it on your server, like a password: with it anybody can read the conversations of every shopper who signs in. It does not belong in a page or an app.',
  how: 'How your server signs',
  howText:
    'Make a JWT (RFC 7519) for each visit of a signed-in shopper, in any language that has a library for it. With Node.js and jose:',
  serverCode: 'Code of your server',
  checked: 'What is checked',
  claims: [
    ['alg', 'HS256 and nothing else, with the secret as it stands: its characters are the key.'],
    [
      'sub',
      'Who the shopper is: your own number for them, at most 200 characters, the same every time and nobody else’s later. It is not stored; what is stored cannot be traced back to it.',
    ],
    ['exp', 'When it ends: at most 24 hours ahead. An hour is plenty, since an open chat goes on.'],
  ],
  pageCode: 'Code of your page',
  page: 'What your page does with it',
  pageText: 'Hand the token over when somebody has signed in, and null when they sign out.',
} as const;

/** A shop's server, with jose. */
export const signing = `import { SignJWT } from 'jose';

const secret = new TextEncoder().encode(process.env.PARLOUR_IDENTITY_SECRET);

const token = await new SignJWT()
  .setProtectedHeader({ alg: 'HS256' })
  .setSubject(String(customer.id))
  .setExpirationTime('1h')
  .sign(secret);`;

/** A shop's page. */
export const handingOver = `(window.Parlour ||= []).push(['identify', { token }]);

// When they sign out:
window.Parlour.push(['identify', null]);`;
