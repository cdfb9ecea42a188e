import { hkdfSync, randomBytes } from 'node:crypto';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { downloadLegalPackage, releaseLegalRequest } from '@parlour/shared/protocol/legal-request.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { letInBy } from '../accounts/let-in-by.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { fileBytes } from '../files/open-file.js';
import { accountOf } from '../holds/place-hold.js';
import { hashOf } from '../requests/consumer-sessions.js';
import { zipStream, type ZipEntry } from '../requests/zip.js';
import type { UseCase } from '../use-case.js';
import { seal, unseal } from '../vault/seal.js';
import { bytesOf } from '../vault/vault.js';
import { saidIn } from './facts.js';
import { requirePass, type Pass } from './gate.js';
import type { LegalRequestDocument } from './legal-request.model.js';
import { coveredByRequest, decide, isWaiting, legalView } from './legal-requests.js';
import { shapedTranscript, staffFields } from './transcript.js';

const linkLife = 1 * day;
const largest = 15 * 1_024 * 1_024;
/** More than this in one package is asked for too broadly to be looked through by the two who answer for it. */
const mostConversations = 1_000;

const keyFrom = (token: string): Buffer => Buffer.from(hkdfSync('sha256', token, '', 'parlour legal', 32));

/**
 * DIS-3: the second admin. The entry is in the register before the package exists; the consumer reads of it at once,
 * or when the gag is over. Where the package cannot be made, the request waits as before; where the server died over
 * it, or the answer with its token was lost, and nobody has fetched it, after ten minutes.
 */
export const releaseLegalRequestCase =
  (context: Context): UseCase<typeof releaseLegalRequest> =>
  async ({ request: id }, { caller }) => {
    const { models, clock, audit } = context;
    const actor = accountOf(caller);
    const found = await models.LegalRequest.findById(id).lean<LegalRequestDocument>();
    if (!found) throw new Refusal('not_found');
    if (!isWaiting(found, clock.now())) throw new Refusal('decided_already');
    const [filed, releasing] = await Promise.all([found.filedBy, actor].map((one) => letInBy(models, one)));
    if (filed === releasing) throw new Refusal('same_admin');
    const conversations = await covered(context, found);
    const token = randomBytes(32).toString('base64url');
    const expiresAt = clock.now() + linkLife;
    await decide(context, id, actor, { state: 'released' });
    try {
      await disclosed(context, found, conversations, async (pass) => {
        const archive = await pack(context, pass, found, conversations);
        await audit.append({
          actor,
          action: 'legal.release',
          target: id,
          payload: { conversations: conversations.length },
        });
        await models.LegalPackage.create({
          _id: hashOf(token),
          request: id,
          account: actor,
          sealed: seal(keyFrom(token), hashOf(token), archive),
          conversations: conversations.map(({ _id }) => _id),
          expiresAt: new Date(expiresAt),
        });
      });
    } catch (error) {
      await models.LegalRequest.updateOne(
        { _id: id },
        { $set: { state: 'filed', decidedBy: null, decidedAt: null } },
      );
      throw error;
    }
    const released = await models.LegalRequest.findById(id).lean<LegalRequestDocument>();
    return { request: await legalView(context, released ?? found, actor), token, expiresAt };
  };

async function covered(
  { models, clock, vault }: Context,
  { scope }: LegalRequestDocument,
): Promise<ConversationDocument[]> {
  const found = await models.Conversation.find(coveredByRequest(scope, clock.now()))
    .sort({ startedAt: 1 })
    .limit(mostConversations + 1)
    .lean<ConversationDocument[]>();
  if (found.length > mostConversations) throw new Refusal('too_large');
  const keys = await vault.open(found.map(({ _id }) => _id as ConversationId));
  const readable = found.filter(({ _id }) => keys.has(_id as ConversationId));
  if (readable.length === 0) throw new Refusal('nothing_covered');
  return readable;
}

const disclosed = (
  { gate }: Context,
  request: LegalRequestDocument,
  conversations: readonly ConversationDocument[],
  leave: (pass: Pass) => Promise<void>,
): Promise<void> =>
  gate.disclose(
    {
      kind: 'legal_request',
      recipient: request.authority,
      category: 'authority',
      basis: 'legal_obligation',
      fields: staffFields,
      purpose: `${request.reference}, ${request.basis}`,
      merchant: request.scope.merchant ?? conversations[0]?.merchant ?? null,
      conversations: conversations.map(({ _id }) => _id as ConversationId),
      by: 'system',
      shownFrom: request.gagUntil?.getTime() ?? null,
    },
    leave,
  );

async function pack(
  context: Context,
  pass: Pass,
  { authority, reference, basis }: LegalRequestDocument,
  conversations: readonly ConversationDocument[],
): Promise<Buffer> {
  requirePass(pass);
  const entries: ZipEntry[] = [];
  for (const conversation of conversations) {
    const shaped = await shapedTranscript(context, conversation, pass.fields);
    const content = `${JSON.stringify(shaped, null, 2)}\n`;
    entries.push({ name: `conversations/${conversation._id}.json`, content });
    entries.push(...(await filesOf(context, conversation._id as ConversationId)));
  }
  const now = new Date(context.clock.now());
  const about = { madeAt: now.toISOString(), authority, reference, basis };
  const chunks: Buffer[] = [];
  let bytes = 0;
  const archive = zipStream(entries, now, (files) => `${JSON.stringify({ ...about, files }, null, 2)}\n`);
  for await (const chunk of archive) {
    bytes += chunk.length;
    if (bytes > largest) throw new Refusal('too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function filesOf(context: Context, id: ConversationId): Promise<ZipEntry[]> {
  const key = (await context.vault.open([id])).get(id);
  const said = await saidIn(context, id);
  return said.flatMap((message) =>
    message.kind === 'file' && key
      ? [
          {
            name: `files/${id}/${message.seq}-${message.file.name}`,
            content: () => fileBytes(context, message.file.id, 'whole', key),
          },
        ]
      : [],
  );
}

/** Whoever released it has it, once; the sealed package is emptied in the same step. */
export const downloadLegalPackageCase =
  ({ models, clock, audit }: Context): UseCase<typeof downloadLegalPackage> =>
  async ({ token }, { caller, effects }) => {
    const actor = accountOf(caller);
    const found = await models.LegalPackage.findOneAndUpdate(
      {
        _id: hashOf(token),
        account: actor,
        sealed: { $ne: null },
        expiresAt: { $gt: new Date(clock.now()) },
      },
      { $set: { sealed: null, fetched: true } },
      { returnDocument: 'before' },
    ).lean();
    if (!found?.sealed) throw new Refusal('not_found');
    await models.LegalRequest.updateOne(
      { _id: found.request },
      { $set: { disclosed: found.conversations.length } },
    );
    await audit.append({ actor, action: 'legal.download', target: found.request });
    effects.file = {
      name: `legal-request-${new Date(clock.now()).toISOString().slice(0, 10)}.zip`,
      type: 'application/zip',
      bytes: unseal(keyFrom(token), hashOf(token), bytesOf(found.sealed)),
    };
    return {};
  };
