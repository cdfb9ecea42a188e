/** A transcript as a document, put together from what its recipient may be given (DIS-2). */
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { DisclosedField } from '@parlour/shared/model/disclosure.js';
import { shapeDisclosed } from '@parlour/shared/rules/disclosed-fields.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { html } from '../html.js';
import { conversationFacts, messageFacts, saidIn } from './facts.js';

type Shaped = Readonly<Record<string, unknown>>;

export interface ShapedTranscript {
  readonly about: Shaped;
  readonly messages: readonly Shaped[];
}

/** What a consumer gets of their own. */
export const ownFields = ['reference', 'site', 'sender', 'text', 'expiry'] as const;
/** What a merchant's staff see anyhow. */
export const staffFields = [
  'reference',
  'state',
  'site',
  'page',
  'sender',
  'text',
  'consents',
  'expiry',
  'rating',
] as const;

export async function shapedTranscript(
  context: Pick<Context, 'models' | 'directory' | 'vault'>,
  conversation: ConversationDocument,
  fields: readonly DisclosedField[],
): Promise<ShapedTranscript> {
  const about = await shapeDisclosed(conversationFacts(context, conversation), fields);
  const said = fields.some((field) => field === 'text' || field === 'sender')
    ? await saidIn(context, conversation._id as ConversationId)
    : [];
  return {
    about,
    messages: await Promise.all(said.map((message) => shapeDisclosed(messageFacts(message), fields))),
  };
}

const words: Readonly<Record<string, string>> = {
  conversation: 'Conversation',
  startedAt: 'Started',
  closedAt: 'Closed',
  state: 'State',
  site: 'Site',
  page: 'Page',
  consents: 'Agreed to',
  deletedOn: 'Deleted on',
  rating: 'Rating',
  ratingComment: 'Comment of the rating',
};

const asText = (value: unknown): string =>
  Array.isArray(value) ? value.join(', ') : typeof value === 'object' ? '' : String(value as string | number);

/** A file is named; it is not in the document. */
const saidBy = (message: Shaped): string =>
  message['file'] === undefined ? asText(message['text']) : `[${asText(message['file'])}]`;

const moment = (at: unknown): string =>
  typeof at === 'string' ? `${at.slice(0, 16).replace('T', ' ')} UTC` : '';

const shown = (name: string, value: unknown): string =>
  /At$|On$/.test(name) ? moment(value) : asText(value);

const who = ({ from, agent }: Shaped, consumer: string): string =>
  from === 'agent' ? asText(agent) : from === 'consumer' ? consumer : '';

/** Words alone, as they go into a mail. */
export function transcriptText({ about, messages }: ShapedTranscript, title: string): string {
  const lines = messages.map((message) =>
    [moment(message['sentAt']), `${who(message, 'You')}: ${saidBy(message)}`].join('  '),
  );
  return [title, ...facts(about).map(([name, value]) => `${name}: ${value}`), '', ...lines, ''].join('\n');
}

/** A page to be saved and read in a browser. */
export function transcriptPage({ about, messages }: ShapedTranscript, title: string): string {
  return `<!doctype html>${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'" />
        <title>${title}</title>
      </head>
      <body>
        <h1>${title}</h1>
        <dl>
          ${facts(about).map(
            ([name, value]) =>
              html`<dt>${name}</dt>
                <dd>${value}</dd>`,
          )}
        </dl>
        <ol>
          ${messages.map(
            (message) =>
              html`<li>
                <strong>${who(message, 'Consumer')}</strong>
                ${moment(message['sentAt'])}<br />${saidBy(message)}
              </li>`,
          )}
        </ol>
      </body>
    </html>`.text
  }\n`;
}

const facts = (about: Shaped): [string, string][] =>
  Object.entries(about).flatMap(([name, value]): [string, string][] =>
    value === null ? [] : [[words[name] ?? name, shown(name, value)]],
  );
