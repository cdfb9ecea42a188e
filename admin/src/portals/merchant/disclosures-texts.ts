import type { ProcessorCategory, DeliveryState } from '@parlour/shared/model/disclosure.js';
import { plural } from '../../ui/texts.js';

const categories: Record<ProcessorCategory, { readonly name: string; readonly means: string }> = {
  processor: {
    name: 'Works for you',
    means: 'Uses what they get for you alone, under a contract: your customer database, your help desk.',
  },
  third_party: {
    name: 'Somebody else',
    means:
      'Uses it for their own ends too. They get nothing of a consumer who has not agreed to sharing with partners.',
  },
};

const states: Record<DeliveryState, string> = {
  waiting: 'Tried again',
  delivered: 'Delivered',
  given_up: 'Given up',
  dropped: 'Not sent',
};

const problems: Readonly<Record<string, string>> = {
  refused: 'the address leads inside this network',
  no_such_host: 'there is no such host',
  timeout: 'no answer within 10 seconds',
  unreachable: 'no connection',
  certificate: 'the certificate is not valid',
  too_large: 'it was too large',
  endpoint_off: 'the endpoint was off',
  conversation_gone: 'the conversation has reached its date',
  not_agreed: 'the consumer has not agreed to sharing with partners',
};

export const disclosureTexts = {
  label: 'Disclosures',
  processors: {
    title: 'Who may receive what',
    lead: 'Everybody to whom you give something of a conversation. What is not ticked is never in what they get, and the consumer can read all of this.',
    none: 'Nobody yet.',
    noneText: 'Enter who receives something before you add a webhook or hand on an export.',
    add: 'Add a recipient',
    change: 'Change',
    remove: 'Remove',
    name: 'Name',
    nameHint: 'As the consumer will read it, such as “Our customer database (Acme)”.',
    purpose: 'What they need it for',
    category: 'They are',
    categories,
    fields: 'They may receive',
    save: 'Save',
    cancel: 'Cancel',
    saved: (name: string): string => `${name} is saved. It acts on what leaves from now on.`,
    removed: (name: string): string => `${name} is removed.`,
  },
  webhooks: {
    label: 'Webhooks',
    title: 'Webhooks',
    lead: 'Addresses that are told what happens, as it happens. Each delivery is signed, is in the register, and says only what its recipient may receive.',
    none: 'No webhook yet.',
    noneText: 'Add one below.',
    noProcessor: 'First enter who stands behind the address:',
    toProcessors: 'Who may receive what',
    add: 'Add a webhook',
    url: 'Address',
    urlHint: 'https://, port 443 or 8443. Addresses inside this network are refused, at every delivery.',
    events: 'It is told when',
    processor: 'Who stands behind it',
    submit: 'Add',
    secretTitle: 'Keep this secret now. It is not shown again.',
    secretText:
      'Each delivery carries Parlour-Timestamp and Parlour-Signature: v1= and the HMAC-SHA-256 of “timestamp.body” under this secret, in hexadecimal. Refuse what does not match or is older than five minutes. Parlour-Event-Id stays the same when a delivery is repeated.',
    on: 'On',
    off: 'Off',
    turnOn: 'Turn on',
    turnOff: 'Turn off',
    test: 'Send a test',
    tested: (outcome: string): string => `Test: ${outcome}`,
    log: 'Deliveries',
    hideLog: 'Hide deliveries',
    noLog: 'Nothing has been sent yet.',
    remove: 'Remove…',
    removeAsk: 'Remove this webhook?',
    removeText: 'What waits for it is never sent. Its secret and its log are gone.',
    removeYes: 'Remove webhook',
    event: 'Event',
    at: 'When',
    state: 'State',
    answer: 'Answer',
    attempts: 'Attempts',
    states,
    outcome: (
      state: DeliveryState,
      status: number | null,
      problem: string | null,
      ms: number | null,
    ): string => {
      const answered = status === null ? '' : `, answer ${status}`;
      const why =
        problem === null || problem.startsWith('status_') ? '' : `: ${problems[problem] ?? problem}`;
      const time = ms === null ? '' : `, ${ms} ms`;
      return `${states[state]}${why}${answered}${time}`;
    },
    tries: (count: number): string => plural(count, 'attempt', 'attempts'),
  },
  export: {
    button: 'Export…',
    title: 'Export this conversation',
    lead: 'The transcript leaves the platform as a file. The consumer can read that it did, and your reason.',
    purpose: 'What do you need it for?',
    purposeHint: 'At least five characters. Name nobody.',
    recipient: 'It is for',
    own: 'Us alone',
    submit: 'Export',
    done: 'Saved. The register has an entry.',
  },
} as const;
