/**
 * REQ-1: a link by mail as proof of who one is. What it opens is decided in `shared/decisions/0006`: the conversations
 * in which this very address was left and may still be used, and nothing else of the device that wrote there.
 */
import { hkdfSync, randomBytes } from 'node:crypto';
import { scopeFilter, type Place } from '@parlour/shared/access/table.js';
import type { askLink, AskLinkInput, openLink } from '@parlour/shared/protocol/access-link.js';
import type { OpenRequestInput } from '@parlour/shared/protocol/privacy.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { hour, minute } from '@parlour/shared/rules/expiry.js';
import { takeAllowance } from '../accounts/attempts.js';
import { lettersFromOnePlace, takePlace } from '../accounts/take-place.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { isLiving } from '../conversations/find-conversation.js';
import type { UseCase } from '../use-case.js';
import { seal, unseal } from '../vault/seal.js';
import { bytesOf } from '../vault/vault.js';
import { callerOf, hashOf, openConsumerSession } from './consumer-sessions.js';
import { fileRequest } from './file-request.js';
import { linkWordsFor } from './link-words.js';
import type { AccessLinkDocument } from './link.model.js';

/** How long a mailed link opens something. */
export const linkLife = 10 * minute;
const toOneAddress = { most: 5, within: 1 * hour };
/** Shops of one name that are looked at. */
const namesakes = 10;

const keyFrom = (token: string): Buffer => Buffer.from(hkdfSync('sha256', token, '', 'parlour link', 32));

/**
 * The answer comes before it is looked up whether the address was left anywhere, so that neither what it says nor how
 * long it takes can tell. That there is no such shop, and that no mail is sent here, is told to everybody alike.
 */
export const askLinkCase =
  (context: Context, places = lettersFromOnePlace()): UseCase<typeof askLink> =>
  async (input, { address }) => {
    if (!context.mailer.works) throw new Refusal('mail_not_set_up');
    await takePlace(places, address);
    const shops = await context.directory.merchantsCalled(input.shop);
    if (shops.length === 0) throw new Refusal('unknown_shop');
    await takeAllowance(context, `access link to\n${input.email.trim().toLowerCase()}`, toOneAddress);
    void mailLinks(context, shops.slice(0, namesakes), input).catch((error: unknown) =>
      context.log.error({ err: error }, 'a link to "Your data" could not be sent'),
    );
    return {};
  };

interface Shop {
  readonly _id: string;
  readonly name: string;
}

/** One link for each place where the address was left: at two merchants it is two people (REQ-8). */
async function mailLinks(context: Context, shops: readonly Shop[], input: AskLinkInput): Promise<void> {
  for (const shop of shops) {
    const address = context.addresses.tokenOf(shop._id, input.email);
    const left = await placesWith(context, shop, address);
    // Whoever asks something of a shop need not have left the address in a chat before.
    const places = left.length > 0 || !input.request ? left : await firstPlace(context, shop);
    for (const [at, place] of places.entries()) {
      // What is asked is asked once, whichever of several links is opened.
      const asks = at === 0 ? input.request : undefined;
      await mailLink(context, { ...input, request: asks }, { shop, address, place });
    }
  }
}

async function placesWith({ models, clock }: Context, { _id }: Shop, address: string): Promise<Place[]> {
  const left = await models.Conversation.find({ contactToken: address, merchant: _id })
    .limit(500)
    .lean<ConversationDocument[]>();
  const sites = new Set(left.filter((one) => isLiving(one, clock.now())).map(({ site }) => site));
  return [...sites].map((site) => ({ site, merchant: _id }) as Place);
}

const firstPlace = async ({ directory }: Context, { _id }: Shop): Promise<Place[]> =>
  (await directory.placesOf(_id)).slice(0, 1);

async function mailLink(
  context: Context,
  { email, locale, request }: AskLinkInput,
  { shop, address, place }: { shop: Shop; address: string; place: Place },
): Promise<void> {
  const { models, clock, mailer, directory, publicOrigin } = context;
  const token = randomBytes(32).toString('base64url');
  const link = hashOf(token);
  const until = clock.now() + linkLife;
  await models.AccessLink.create({
    _id: link,
    kind: 'mail',
    consumer: context.addresses.consumerOf(address),
    ...place,
    address,
    ...(request && { asks: seal(keyFrom(token), `${link}/asks`, JSON.stringify(request)) }),
    expiresAt: new Date(until),
    usedAt: null,
  });
  const words = linkWordsFor(locale);
  const site = await directory.siteName(place.site);
  const lines = [
    words.why(shop.name, site),
    ...(request ? [words.asked(shop.name)] : []),
    `${words.press}\n${publicOrigin()}/consumer#link=${token}`,
    words.notYou,
  ];
  await mailer.send({
    kind: 'access_link',
    to: email,
    subject: words.subject(shop.name),
    text: lines.join('\n\n'),
    until,
  });
}

/** Of many who press at once one has it. What was asked with it is filed now that the address is proven. */
export const openLinkCase =
  (context: Context): UseCase<typeof openLink> =>
  async ({ token }, { effects }) => {
    const { models, clock, audit } = context;
    const now = new Date(clock.now());
    const found = await models.AccessLink.findOneAndUpdate(
      { _id: hashOf(token), kind: 'mail', usedAt: null, expiresAt: { $gt: now } },
      { $set: { usedAt: now } },
      { returnDocument: 'before' },
    ).lean<AccessLinkDocument>();
    if (!found) throw new Refusal('link_spent');
    const caller = callerOf(found);
    if (found.asks) {
      const asked = unseal(keyFrom(token), `${found._id}/asks`, bytesOf(found.asks)).toString('utf8');
      await fileRequest(context, caller, scopeFilter(caller, 'own')!, JSON.parse(asked) as OpenRequestInput);
    }
    await noteOpened(context, found);
    await audit.append({ actor: 'consumer', action: 'data.open_by_mail', target: caller.consumer });
    effects.consumer = await openConsumerSession(context, found);
    return { filed: found.asks !== undefined };
  };

/** REQ-2: whoever wrote in such a conversation sees that it was opened so. */
async function noteOpened(context: Context, { address, site, merchant }: AccessLinkDocument): Promise<void> {
  const { models, clock, views } = context;
  const theirs = await models.Conversation.find({ contactToken: address!, site, merchant })
    .limit(500)
    .lean<ConversationDocument[]>();
  for (const one of theirs) if (isLiving(one, clock.now())) await views.note('mail', one._id);
}
