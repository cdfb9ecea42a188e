/** REQ-3: everything about a consumer as a ZIP: JSON for machines, HTML for people, receipts, and the hash of each file. */
import type { MessageView } from '@parlour/shared/model/conversation.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { Profile } from '@parlour/shared/protocol/contact.js';
import type { KeptConversation } from '@parlour/shared/protocol/privacy.js';
import { explainExpiry } from '@parlour/shared/rules/expiry-words.js';
import { ZipFile } from 'yazl';
import { receiptOf } from '../consent/consent-receipt.js';
import { asConsumersSee } from '../appearance/unnamed.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { isLiving } from '../conversations/find-conversation.js';
import type { MessageDocument } from '../conversations/message.model.js';
import { messageViews } from '../conversations/view.js';
import { disclosuresOf } from '../disclosures/register.js';
import { html, type Html } from '../html.js';
import { obligedCopy } from '../obligations/obliged.js';
import type { OperationCall } from '../use-case.js';
import { fileBytes } from '../files/open-file.js';
import { profileOf } from '../pre-chat/profile.js';
import { allOf, kept } from './own-data.js';
import { askedBy, consumerOf, requestViews } from './request-store.js';
import { zipStream, type ZipEntry } from './zip.js';

interface Told {
  readonly conversation: KeptConversation;
  readonly profile: Profile;
  readonly messages: readonly object[];
  readonly log: readonly MessageView[];
  readonly key: Buffer | undefined;
}

/** Where a file is in the archive: by its number in the conversation, since two may have the same name. */
const pathOf = ({ conversation, seq, file }: Extract<MessageView, { kind: 'file' }>): string =>
  `files/${conversation}/${seq}-${file.name}`;

/** The archive as it is made, so that the files of many conversations need no more memory than those of one. */
export async function composeExport(context: Context, call: OperationCall): Promise<AsyncIterable<Buffer>> {
  const now = context.clock.now();
  const living = (await allOf(context, call)).filter((one) => isLiving(one, now));
  const files = new Map<string, string>();
  const told: Told[] = [];
  for (const document of living) {
    const one = await tell(context, document);
    told.push(one);
    const { log: _log, key: _key, ...data } = one;
    files.set(`conversations/${document._id}.json`, json(data));
    files.set(`receipts/${document._id}.json`, json(await receiptOf(context, document)));
  }
  const requests = await context.models.Request.find(askedBy(consumerOf(call.caller)))
    .sort({ receivedAt: 1 })
    .lean();
  files.set('requests.json', json(await requestViews(context, requests)));
  const disclosures = await disclosuresOf(context, living, living[0]?.merchant ?? '');
  files.set('disclosures.json', json(disclosures));
  const { agentNames } = await context.appearances.of(consumerOf(call.caller).place.merchant);
  const obliged = await obligedCopy(context, call, agentNames);
  if (obliged.length > 0) files.set('kept-by-law.json', json(obliged));
  files.set('readable.html', page(told, now));
  const entries: ZipEntry[] = [...files].map(([name, content]) => ({ name, content }));
  for (const { log, key } of told) {
    for (const message of log) {
      if (message.kind !== 'file' || !key) continue;
      const { id } = message.file;
      entries.push({ name: pathOf(message), content: () => fileBytes(context, id, 'whole', key) });
    }
  }
  const madeAt = new Date(now);
  return zipStream(entries, madeAt, (listed) => json({ madeAt: madeAt.toISOString(), files: listed }));
}

async function tell(context: Context, document: ConversationDocument): Promise<Told> {
  const id = document._id as ConversationId;
  const [stored, keys] = await Promise.all([
    context.models.Message.find({ conversation: id }).sort({ seq: 1 }).lean<MessageDocument[]>(),
    context.vault.open([id]),
  ]);
  const see = <Value>(value: Value): Promise<Value> =>
    asConsumersSee(context.appearances, document.merchant, value);
  const log = await see(await messageViews(context, stored, keys));
  const conversation = await see(await kept(context, document));
  const profile = await profileOf(context, document);
  return { conversation, profile, log, key: keys.get(id), messages: log.map(reduced) };
}

/** Of the staff a name is theirs to see as they saw it in the chat; ids of other people are left out. */
function reduced(message: MessageView): object {
  const { sender, seq, at, consentEvent } = message;
  const from = sender.role === 'agent' ? { role: 'agent', name: sender.name } : { role: sender.role };
  return { seq, at: new Date(at).toISOString(), from, consentEvent, ...saidIn(message) };
}

function saidIn(message: MessageView): object {
  if (message.kind === 'text') return { text: message.text };
  return message.kind === 'file' ? { file: pathOf(message) } : { event: message.event };
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function page(told: readonly Told[], now: number): string {
  const body = told.map(
    ({ conversation, profile, log }) =>
      html`<h2>Conversation of ${moment(conversation.startedAt)}</h2>
        <p>
          Deleted on ${moment(conversation.expiry.at)}.
          ${explainExpiry(conversation.expiry.reasons).join(' ')}
        </p>
        ${aboutYou(profile)}
        <ol>
          ${log.map(line)}
        </ol>
        ${ratingLine(conversation)}`,
  );
  return `<!doctype html>${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Your data</title>
      </head>
      <body>
        <h1>Your data</h1>
        <p>Made on ${moment(now)}.</p>
        ${body}
      </body>
    </html>`.text
  }\n`;
}

function ratingLine({ rating }: KeptConversation): Html | null {
  if (!rating) return null;
  const { score, comment, at } = rating;
  return html`<p>You rated it ${String(score)} of 5 on ${moment(at)}${comment && `: ${comment}`}</p>`;
}

const aboutYou = ({ fields, contact }: Profile): Html =>
  html`<ul>
    ${fields.map(({ label, value }) => html`<li>${label}: ${value}</li>`)}
    ${contact ? html`<li>${contact.email}</li>` : null}
  </ul>`;

function line(message: MessageView): Html | null {
  if (message.kind === 'event') return null;
  const { sender, at } = message;
  const who = sender.role === 'agent' ? sender.name : 'You';
  const said =
    message.kind === 'text'
      ? message.text
      : html`<a href="${encodeURI(pathOf(message))}">${message.file.name}</a>`;
  return html`<li><strong>${who}</strong>, ${moment(at)}: ${said}</li>`;
}

const moment = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

export async function zipOf(files: ReadonlyMap<string, string>, mtime: Date): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, text] of files) archive.addBuffer(Buffer.from(text), name, { mtime });
  archive.end();
  const chunks: Buffer[] = [];
  for await (const chunk of archive.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
