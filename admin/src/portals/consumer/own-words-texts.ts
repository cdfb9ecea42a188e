/** The texts of what a consumer has said of themselves, and of what they let others read. */
const english = {
  profile: {
    title: 'What you said about yourself',
    save: 'Put right',
    saved: 'Put right, at once and for both sides.',
    empty: 'Leave it empty to take it away.',
    contact: (email: string) => `Your address: ${email}`,
    purposes: {
      contact_followup: 'for the answer to this conversation',
      marketing: 'for news',
    },
    takeBack: 'You take it back below, under what you agreed to.',
  },
  testimonial: {
    title: 'Let others read it',
    lead: (date: string) =>
      `Only if you want. Everybody can read it on the merchant’s page, exactly as you write it here, until you take it back; on ${date} it goes with the conversation at the latest.`,
    text: 'What others may read',
    name: 'How you want to be called (or leave it empty)',
    agree: 'I agree that this is published.',
    publish: 'Publish it',
    edit: 'Publish it so instead',
    isPublic: 'This is public:',
    takeBack: 'Take it back',
    published: 'It is public. Others see it within a minute.',
    gone: 'It is not public any more. Pages that show it take it off within a minute.',
  },
};

export type OwnWordsTexts = typeof english;

/** In the language that is read. */
export let ownWordsTexts: OwnWordsTexts = english;

export const readOwnWordsTexts = (others: OwnWordsTexts | null): void =>
  void (ownWordsTexts = others ?? english);
