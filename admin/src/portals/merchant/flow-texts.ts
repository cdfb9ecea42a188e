import type { Availability } from '@parlour/shared/model/agent.js';
import type { BlockReason } from '@parlour/shared/model/block.js';
import { plural } from '../../ui/texts.js';

const availabilities: Record<Availability, string> = {
  online: 'Online',
  away: 'Away',
  offline: 'Offline',
};

const blockReasons: Record<BlockReason, string> = {
  abuse: 'Insults or harassment',
  spam: 'Advertising or nonsense',
  threat: 'Threats',
  other: 'Something else',
};

/** The texts of who answers: offers, availability, transfer, snooze, blocking, ratings. */
export const texts = {
  rated: (score: number) => `The consumer gave ${score} of 5.`,
  availability: {
    label: 'You are',
    names: availabilities,
    failed: 'It could not be changed. Try again.',
  },
  offers: {
    label: 'Offered to you',
    offered: (title: string) => `Offered to you: ${title}`,
    seconds: (seconds: number) => `${plural(seconds, 'second', 'seconds')} left`,
    take: 'Take it',
    pass: 'Pass on',
    keys: { take: 'Alt+A', pass: 'Alt+X' },
    takeKey: 'Take what is offered',
    passKey: 'Pass on what is offered',
    failed: (why: string) => `It was not taken. ${why}`,
  },
  more: 'More',
  moreLabel: 'More that can be done with this conversation',
  cancel: 'Cancel',
  handover: {
    action: 'Hand over…',
    title: 'Hand the conversation over',
    to: 'To',
    queue: 'Back into the queue',
    takeOver: 'Take it over myself',
    colleague: (name: string, availability: Availability, load: number, capacity: number) =>
      `${name}: ${availabilities[availability].toLowerCase()}, has ${load} of ${capacity}`,
    absent: 'Whoever is not online answers when they are back. The consumer waits until then.',
    reason: 'Reason, for colleagues only',
    reasonHint: 'Kept as a note. The consumer never sees it.',
    submit: 'Hand over',
    done: 'The conversation has changed hands.',
  },
  snooze: {
    action: 'Put off…',
    title: 'Put the conversation off',
    lead: 'It leaves “Mine” and comes back by itself. When the consumer writes it comes back at once.',
    until: 'Until',
    times: {
      written: 'the consumer writes',
      hour: 'in an hour',
      three: 'in three hours',
      tomorrow: 'tomorrow at nine',
      week: 'in a week',
      chosen: 'a time of your own',
    },
    own: 'Day and time',
    submit: 'Put off',
    done: 'It is put off. You find it under “All” until then.',
    wake: 'Bring back now',
    woken: 'It is back under “Mine”.',
    off: (when: string | null) =>
      when === null ? 'Put off until the consumer writes' : `Put off until ${when}`,
  },
  block: {
    action: 'Block the consumer…',
    title: 'Block the consumer',
    lead: 'The conversation ends now. Until then this consumer cannot begin a new one with you; they are told until when. Nothing of what was said is deleted earlier or kept longer.',
    time: 'For',
    hours: (hours: number) =>
      hours < 24 ? plural(hours, 'hour', 'hours') : plural(hours / 24, 'day', 'days'),
    reason: 'Because of',
    reasons: blockReasons,
    submit: 'Block and end',
    done: 'The consumer is blocked and the conversation has ended.',
  },
  failed: (why: string) => `It did not work. ${why}`,
  blocked: {
    tab: 'Blocked consumers',
    title: 'Blocked consumers',
    lead: 'With whom no new conversation begins, and until when. Each block ends by itself. Of the consumer only the number is kept by which their browser is known.',
    none: 'Nobody is blocked.',
    noneNext: 'An agent can block a consumer from a conversation, under “More”.',
    reason: 'Reason',
    until: 'Until',
    by: 'Blocked by',
    conversation: 'Conversation',
    open: 'Open',
    deleted: 'Deleted',
    end: 'Unblock',
    ended: 'The block has ended.',
    caption: 'Blocked consumers',
  },
  assignment: {
    tab: 'Assignment',
    title: 'Assignment',
    lead: 'How waiting conversations find somebody who answers them.',
    rule: 'Rule',
    rules: {
      automatic: 'Offer each to whoever has the fewest',
      by_hand: 'Everybody takes from the queue',
    },
    hints: {
      automatic:
        'Who is online and has room is asked, the longest waiting first. Whoever does not answer in time is passed over.',
      by_hand: 'Nothing is offered. The queue shows who waits longest.',
    },
    seconds: 'Seconds to answer an offer',
    team: 'Who answers',
    capacityHint: 'How many conversations somebody is offered at once. With 0 nothing is offered to them.',
    name: 'Name',
    state: 'Now',
    load: 'Has',
    capacity: 'At once',
    capacityOf: (name: string) => `At once, ${name}`,
  },
} as const;
