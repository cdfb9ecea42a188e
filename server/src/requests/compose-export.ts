/** REQ-3: everything about a consumer as a ZIP: JSON for machines, HTML for people, receipts, and the hash of each file. */
import { createHash } from 'node:crypto';
import type { MessageView } from '@parlour/shared/model/conversation.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { KeptConversation } from '@parlour/shared/protocol/privacy.js';
import { explainExpiry } from '@parlour/shared/rules/expiry-words.js';
import { ZipFile } from 'yazl';
import { receiptOf } from '../consent/consent-receipt.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { isLiving } from '../conversations/find-conversation.js';
import type { MessageDocument } from '../conversations/message.model.js';
import { messageViews } from '../conversations/view.js';
import { html, type Html } from '../html.js';
import type { OperationCall } from '../use-case.js';
import { allOf, kept } from './own-data.js';
import { requestViews } from './request-store.js';

interface Told {
  readonly conversation: KeptConversation;
  readonly messages: readonly object[];
  readonly log: readonly MessageView[];
}

export async function composeExport(context: Context, call: OperationCall): Promise<Buffer> {
  const now = context.clock.now();
  const living = (await allOf(context, call)).filter((one) => isLiving(one, now));
  const files = new Map<string, string>();
  const told: Told[] = [];
  for (const document of living) {
    const one = await tell(context, document);
    told.push(one);
    const { log: _log, ...data } = one;
    files.set(`conversations/${document._id}.json`, json(data));
    files.set(`receipts/${document._id}.json`, json(await receiptOf(context, document)));
  }
  const requests = await context.models.Request.find({ ...call.scope })
    .sort({ receivedAt: 1 })
    .lean();
  files.set('requests.json', json(await requestViews(context, requests)));
  files.set('readable.html', page(told, now));
  const manifest = [...files].map(([name, text]) => ({
    name,
    sha256: createHash('sha256').update(text).digest('hex'),
    bytes: Buffer.byteLength(text),
  }));
  files.set('manifest.json', json({ madeAt: new Date(now).toISOString(), files: manifest }));
  return zip(files, new Date(now));
}

async function tell(context: Context, document: ConversationDocument): Promise<Told> {
  const id = document._id as ConversationId;
  const [stored, keys] = await Promise.all([
    context.models.Message.find({ conversation: id }).sort({ seq: 1 }).lean<MessageDocument[]>(),
    context.vault.open([id]),
  ]);
  const log = await messageViews(context, stored, keys);
  const conversation = await kept(context, document);
  return { conversation, log, messages: log.map(reduced) };
}

/** Of the staff a name is theirs to see as they saw it in the chat; ids of other people are left out. */
function reduced(message: MessageView): object {
  const { sender, seq, at, consentEvent } = message;
  const from = sender.role === 'agent' ? { role: 'agent', name: sender.name } : { role: sender.role };
  const said =
    message.kind === 'text' ? { text: message.text } : { event: 'event' in message ? message.event : '' };
  return { seq, at: new Date(at).toISOString(), from, consentEvent, ...said };
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function page(told: readonly Told[], now: number): string {
  const body = told.map(
    ({ conversation, log }) =>
      html`<h2>Conversation of ${moment(conversation.startedAt)}</h2>
        <p>
          Deleted on ${moment(conversation.expiry.at)}.
          ${explainExpiry(conversation.expiry.reasons).join(' ')}
        </p>
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

function line(message: MessageView): Html | null {
  if (message.kind !== 'text') return null;
  const { sender, at, text } = message;
  const who = sender.role === 'agent' ? sender.name : 'You';
  return html`<li><strong>${who}</strong>, ${moment(at)}: ${text}</li>`;
}

const moment = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

async function zip(files: ReadonlyMap<string, string>, mtime: Date): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, text] of files) archive.addBuffer(Buffer.from(text), name, { mtime });
  archive.end();
  const chunks: Buffer[] = [];
  for await (const chunk of archive.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
