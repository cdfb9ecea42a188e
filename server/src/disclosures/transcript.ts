/** A transcript as a document, put together from what its recipient may be given (DIS-2). */
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { DisclosedField } from '@parlour/shared/model/disclosure.js';
import { shapeDisclosed } from '@parlour/shared/rules/disclosed-fields.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { asConsumersSee } from '../appearance/unnamed.js';
import { html, type Html } from '../html.js';
import type { NoteDocument } from '../notes/note.model.js';
import { noteViews } from '../notes/note-view.js';
import { conversationFacts, messageFacts, saidIn } from './facts.js';

type Shaped = Readonly<Record<string, unknown>>;

export interface ShapedTranscript {
  readonly about: Shaped;
  readonly messages: readonly Shaped[];
  /** What agents wrote among themselves; only where `notes` is among the fields. */
  readonly notes: readonly Shaped[];
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
    notes: fields.includes('notes') ? await notesOf(context, conversation._id as ConversationId) : [],
  };
}

/** A consumer's own, without the names of agents where their merchant does not show them. */
export const ownTranscript = async (
  context: Pick<Context, 'models' | 'directory' | 'vault' | 'appearances'>,
  conversation: ConversationDocument,
  fields: readonly DisclosedField[],
): Promise<ShapedTranscript> =>
  asConsumersSee(
    context.appearances,
    conversation.merchant,
    await shapedTranscript(context, conversation, fields),
  );

/** Read on purpose, for those who may read notes (decision 0005): the merchant's own staff and nobody else. */
async function notesOf(
  context: Pick<Context, 'models' | 'directory' | 'vault'>,
  id: ConversationId,
): Promise<Shaped[]> {
  const key = (await context.vault.open([id])).get(id);
  if (!key) return [];
  const stored = await context.models.Note.find({ conversation: id })
    .sort({ after: 1, number: 1 })
    .lean<NoteDocument[]>();
  const views = await noteViews(context, stored, key);
  return views.map(({ after, at, author, text }) => ({
    note: text,
    afterMessage: after,
    sentAt: new Date(at).toISOString(),
    from: 'agent',
    agent: author.name,
  }));
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
export function transcriptPage({ about, messages, notes }: ShapedTranscript, title: string): string {
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
        ${notes.length > 0 ? notesList(notes) : null}
      </body>
    </html>`.text
  }\n`;
}

const notesList = (notes: readonly Shaped[]): Html =>
  html`<h2>Notes of the staff, which consumers do not see</h2>
    <ol>
      ${notes.map(
        (note) =>
          html`<li>
            <strong>${asText(note['agent'])}</strong>
            ${moment(note['sentAt'])}<br />${asText(note['note'])}
          </li>`,
      )}
    </ol>`;

const facts = (about: Shaped): [string, string][] =>
  Object.entries(about).flatMap(([name, value]): [string, string][] =>
    value === null ? [] : [[words[name] ?? name, shown(name, value)]],
  );
