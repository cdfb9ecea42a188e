/** English, what is said only after the chat is open: fetched with the first view that needs it. */
import type { ConversationEvent } from '@parlour/shared/model/conversation.js';
import { explainExpiry } from '@parlour/shared/rules/expiry-words.js';
import type { StoredKey } from '../../device/device.js';

const stored: Record<StoredKey, string> = {
  token: 'A random number by which this conversation is found again',
  outbox: 'Messages that have not gone out yet',
};

const events: Record<ConversationEvent, (name: string) => string> = {
  accepted: (name) => `${name} is answering you.`,
  transferred: (name) => `${name} is answering you now.`,
  taken_over: (name) => `${name} is answering you now.`,
  returned_to_queue: () => 'You are in the queue again; somebody answers soon.',
  closed_by_consumer: () => 'You ended the conversation.',
  closed_by_agent: (name) => `${name} ended the conversation.`,
  consent_changed: () => 'You changed what you agreed to.',
  reminded: () => 'Are you still there? Without an answer the conversation ends soon.',
  closed_by_silence: () => 'Nothing was said for a while, so the conversation has ended.',
};

export const laterTexts = {
  events,
  attach: 'Send a file',
  showPicture: 'Show picture',
  saveFile: (name: string) => `Save ${name}`,
  fileNotFetched: 'It could not be fetched. Try again.',
  fileSending: 'How much is sent',
  fileCancel: 'Cancel',
  fileTooLarge: (size: string) => `It is too large: at most ${size}.`,
  fileErrors: {
    file_type_refused: 'Only pictures, PDF and plain text can be sent.',
    file_unreadable: 'This picture cannot be read.',
    files_full: 'No more files fit into this conversation.',
  },
  endSure: 'End this conversation? What is written stays until its date.',
  endYes: 'End it',
  endNo: 'Go on',
  exactly: (relative: string, exact: string) => `That is ${relative}: ${exact}.`,
  moves: 'Every new message moves the date on.',
  explain: explainExpiry,
  agreedTo: 'What you agreed to',
  elsewhere: 'See, take along or delete everything',
  elsewhereMeans:
    'On a page of its own, now or later, on any device, without an account. A code opens it, and goes on with the conversation in this chat too. A newer code ends what the one before has opened.',
  resumeMeans:
    'It was made in this chat under “Your data”. With it the conversation goes on here, with everything that was said.',
  resumeCode: 'Your code',
  resumeKeep: 'If not: closing or reloading this page ends it here, and the code opens it again.',
  resumeGo: 'Go on with it',
  resumeLooking: 'Looking for it…',
  resumeWrong:
    'This code opens nothing here. It may be mistyped or from another chat, a newer one may have replaced it, or its conversation has been deleted.',
  resumeLost: 'There was no answer. Try again.',
  resumeEnded:
    'The conversation is not open here any more: a newer code was made, or it has been deleted. With the newer code it goes on.',
  makeCode: 'Make a code',
  codeIs: 'Keep it to yourself:',
  openData: 'Open the page now',
  onDevice: 'On this device',
  nothingStored: 'Nothing is stored on this device.',
  stored,
  clear: 'Remove from this device',
  transcriptTitle: 'Take it along',
  transcriptSave: 'Save the conversation',
  transcriptMeans: 'Used for this one mail and not kept.',
  transcriptMail: 'Send by mail',
  transcriptOutcomes: {
    sent: 'It is on its way.',
    no_mail: 'This merchant’s chat cannot send mail.',
    not_saved: 'It could not be fetched. Try again.',
  },
  report: 'Report who answered me',
  reportMeans:
    'It goes to the merchant’s manager, who answers it under “Your data”. The platform sees that you complained and why, not what was written.',
  reportReason: 'What was wrong?',
  reportReasons: {
    rude: 'Rude or insulting',
    discrimination: 'Discriminating',
    wrong_information: 'False or misleading',
    privacy: 'Careless with my data',
    other: 'Something else',
  },
  reportText: 'What happened? You need not say.',
  reportSend: 'Report',
  reportSent: 'Reported. The answer appears under “Your data” on its own page.',
  rateTitle: 'How was it?',
  stars: (score: number) => `${score} of 5`,
  rateComment: 'Anything to add? You need not.',
  rateMeans: 'The merchant reads it. It is deleted together with the conversation.',
  rateSend: 'Send rating',
  rateThanks: (score: number) => `Thank you. You gave ${score} of 5.`,
  rateChange: 'Change it',
  notConnected: 'There is no connection just now',
  closedNow: 'We are closed just now',
  nobodyNow: 'Nobody is here just now',
  opensAgain: (when: string) => `Open again: ${when}.`,
  offlineMeans: 'Write down below what it is about. It waits for us, and the answer waits here for you.',
  mailTitle: 'Answer by mail',
  mailMeans: 'You need not give an address. It is deleted with the conversation.',
  email: 'E-mail address',
  leaveAddress: 'Leave the address',
  addressLeft: (email: string) => `Left for this conversation: ${email}.`,
  takeBack: 'Take it back',
  contactPurposes: {
    contact_followup: {
      name: 'Mail me the answer',
      means: 'The address is used for that and for nothing else.',
    },
    marketing: {
      name: 'Mail me news and offers',
      means: 'Only if you wish. A mail asks first whether it was you; each one has a link that ends it.',
    },
  },
  preChatTitle: 'Before you write',
  preChatFree: 'You need not fill in any of it.',
  preChatNeeded: 'Please fill in what is marked as needed.',
  needed: 'needed',
  noAnswer: 'No answer',
  profileTitle: 'What you said about yourself',
  putRight: 'Put right',
  coming: (title: string, date: string) => `A new version of “${title}” applies from ${date}.`,
  comingRead: 'Read it',
  comingCompare: 'See what changes',
  publicTitle: 'Let others read it',
  publicMeans:
    'Only if you want: on the merchant’s page, exactly as you write it here. Take it back whenever you like; it goes with the conversation at the latest.',
  publicText: 'What others may read',
  publicName: 'How you want to be called (may be empty)',
  publicAgree: 'I agree that this is published.',
  publish: 'Publish',
  publicDone: 'It is public.',
  publicBack: 'Take it back',
};

export type LaterTexts = typeof laterTexts;
