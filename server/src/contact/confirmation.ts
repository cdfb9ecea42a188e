/**
 * OPT-4: double opt-in. A yes to news that was ticked in a chat permits nothing: anybody can type any address. Whoever
 * reads its mail is asked once, and only their answer is the consent, with what shows it. Until then nothing else is
 * sent there, and a yes that nobody confirms is forgotten after a week.
 */
import { createHash } from 'node:crypto';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { permits } from '@parlour/shared/model/purpose.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { day, hour } from '@parlour/shared/rules/expiry.js';
import { takeAllowance } from '../accounts/attempts.js';
import { answerElsewhere } from '../consent/append-consent.js';
import type { ConsentEventDocument } from '../consent/consent-event.model.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { isLiving } from '../conversations/find-conversation.js';
import { unseal } from '../vault/seal.js';
import { bytesOf } from '../vault/vault.js';
import { contactPlace, forgetUnagreed, isAwaited } from './agreed.js';
import { confirmationWordsFor } from './confirmation-words.js';
import { inLanguage } from './page-words.js';

/** How long a yes waits for its confirmation. */
export const confirmationLife = 7 * day;
export const confirmPath = '/confirm';
/** Nobody's letter box is flooded by whoever types their address into chats. */
const toOneAddress = { most: 5, within: 1 * day };
const atOnce = 100;

/** What a link to confirm with says. */
export interface Confirmation {
  readonly conversation: ConversationId;
  /** The token of the address it went to. */
  readonly address: string;
  readonly mailedAt: number;
}

/**
 * Asks whoever reads the mail of the conversation's address, once, where a yes to news waits for that. Whoever wanted
 * no news is not asked again (OPT-3), nor is a letter box flooded: such a yes waits in vain, and runs out.
 */
export async function askConfirmation(context: Context, id: ConversationId): Promise<void> {
  const { models, vault, clock, mailer } = context;
  const found = await models.Conversation.findById(id).lean<ConversationDocument>();
  if (!found?.contact || !found.contactToken || found.confirmUntil) return;
  if (!mailer.works || !(await isAwaited(context, id))) return;
  const key = (await vault.open([id])).get(id);
  if (!key) return;
  const { contactToken } = found;
  const mailedAt = clock.now();
  const until = mailedAt + confirmationLife;
  const asked = await models.Conversation.updateOne(
    { _id: id, contactToken, confirmUntil: null },
    { $set: { confirmUntil: new Date(until) } },
  );
  if (asked.modifiedCount === 0) return;
  const email = unseal(key, contactPlace(id), bytesOf(found.contact)).toString('utf8');
  if (!(await mayAsk(context, found.merchant, email))) return;
  const token = context.confirmations.make({ conversation: id, address: contactToken, mailedAt });
  await mailer.send({
    kind: 'confirmation',
    conversation: id,
    to: email,
    ...(await letter(context, found, token)),
    until,
  });
}

async function mayAsk(context: Context, merchant: string, email: string): Promise<boolean> {
  const { suppressions } = context;
  if (await suppressions.has(suppressions.idOf(merchant, email))) return false;
  try {
    await takeAllowance(context, `confirmation to\n${email.trim().toLowerCase()}`, toOneAddress);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

async function letter({ models, directory, publicOrigin }: Context, of: ConversationDocument, token: string) {
  const last = await models.ConsentEvent.findOne({ conversation: of._id }).sort({ number: -1 }).lean();
  const words = confirmationWordsFor(last?.locale ?? 'en');
  const merchant = (await directory.merchant(of.merchant))?.name ?? '';
  const link = inLanguage(`${publicOrigin()}${confirmPath}/${token}`, last?.locale ?? 'en');
  const text = [
    words.why(merchant, await directory.siteName(of.site)),
    `${words.press}\n${link}`,
    words.notYou,
  ];
  return { subject: words.subject(merchant), text: text.join('\n\n') };
}

/** What has become of a link that was pressed. */
export type Confirmed = 'confirmed' | 'void';

/** The button that says yes: the consent, with the link's hash and the date of its mail as what shows it. */
export async function confirmNews(
  context: Context,
  token: string,
  { conversation: id, address, mailedAt }: Confirmation,
): Promise<Confirmed> {
  const { models, clock, audit } = context;
  const found = await findAsked(context, id, address);
  if (!found || mailedAt + confirmationLife <= clock.now()) return 'void';
  const sha256 = createHash('sha256').update(token).digest('hex');
  const gpc = await saidWithSignal(context, id);
  const evidence = { confirmed: 'mail' as const, link: sha256, mailedAt: new Date(mailedAt) };
  const given = await answerElsewhere(context, found, {
    purpose: 'marketing',
    state: 'given',
    surface: 'mail',
    where: (state) => state === 'requested',
    gpc,
    evidence,
  });
  if (!given) return (await isGiven(context, id)) ? 'confirmed' : 'void';
  await models.Conversation.updateOne(
    { _id: id, contactToken: address },
    { $set: { contactConfirmedAt: new Date(clock.now()) }, $unset: { confirmUntil: 1 } },
  );
  await audit.append({ actor: 'consumer', action: 'news.confirm', target: id, payload: { link: sha256 } });
  return 'confirmed';
}

/** The button that says that it was somebody else: nothing is mailed to this address from there any more. */
export async function disownAddress(
  context: Context,
  { conversation: id, address }: Confirmation,
): Promise<void> {
  const found = await findAsked(context, id, address);
  if (!found) return;
  for (const purpose of ['marketing', 'contact_followup'] as const)
    await answerElsewhere(context, found, {
      purpose,
      state: 'refused',
      surface: 'mail',
      where: (state) => state === 'requested' || permits(state),
    });
  await context.audit.append({ actor: 'consumer', action: 'address.disown', target: id });
}

/** Where the address that was asked is still the one that is left. */
async function findAsked(
  { models, clock }: Context,
  id: ConversationId,
  address: string,
): Promise<ConversationDocument | null> {
  const found = await models.Conversation.findOne({
    _id: id,
    contactToken: address,
  }).lean<ConversationDocument>();
  return found && isLiving(found, clock.now()) ? found : null;
}

const latest = ({ models }: Context, conversation: ConversationId): Promise<ConsentEventDocument | null> =>
  models.ConsentEvent.findOne({ conversation, purpose: 'marketing' })
    .sort({ number: -1 })
    .lean<ConsentEventDocument>()
    .exec();

const isGiven = async (context: Context, id: ConversationId): Promise<boolean> =>
  permits((await latest(context, id))?.state);

/** CON-6: a yes that was ticked with the signal on was one's own word, and stays so. */
const saidWithSignal = async (context: Context, id: ConversationId): Promise<boolean> =>
  (await latest(context, id))?.gpc ?? false;

export function watchConfirmations(context: Context): void {
  context.jobs.add({ name: 'confirmations', every: 1 * hour, run: () => forgetUnconfirmed(context) });
}

/** What nobody has confirmed runs out, and the address goes where it was left for nothing else. */
async function forgetUnconfirmed(context: Context): Promise<void> {
  const { models, clock } = context;
  for (;;) {
    const due = await models.Conversation.find({ confirmUntil: { $lte: new Date(clock.now()) } })
      .limit(atOnce)
      .lean<ConversationDocument[]>();
    for (const one of due) {
      const id = one._id as ConversationId;
      if (isLiving(one, clock.now()))
        await answerElsewhere(context, one, {
          purpose: 'marketing',
          state: 'expired',
          surface: 'mail',
          where: (state) => state === 'requested',
        });
      await forgetUnagreed(context, id);
      await models.Conversation.updateOne({ _id: id }, { $unset: { confirmUntil: 1 } });
    }
    if (due.length < atOnce) return;
  }
}
