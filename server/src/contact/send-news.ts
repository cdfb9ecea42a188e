import { Refusal, type ErrorCode } from '@parlour/shared/protocol/errors.js';
import type { sendNews } from '@parlour/shared/protocol/news.js';
import type { Context } from '../context.js';
import { findConversation } from '../conversations/find-conversation.js';
import type { UseCase } from '../use-case.js';
import { contactOf } from './contact.js';
import { newsWordsFor } from './news-words.js';
import { inLanguage } from './page-words.js';

/** Below this, the address of the page that ends it. */
export const unsubscribePath = '/unsubscribe';

/** A message id that a reply repeats in `References`: by it the reply is known to be one, and to whom. */
export const threadOf = (merchant: string): string => `<news.${merchant}@parlour.invalid>`;

/**
 * OPT-1, OPT-2. That the consumer agrees was checked by the pipeline, and is checked here once more together with the
 * address: what is given back in between counts.
 */
export const sendNewsCase =
  (context: Context): UseCase<typeof sendNews> =>
  async ({ conversation: id, subject, text }, { caller, scope }) => {
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    const { vault, suppressions, mailer, masking, directory, audit, models, publicOrigin } = context;
    const conversation = await findConversation(context, id, scope);
    const contact = await contactOf(context, conversation, (await vault.open([id])).get(id));
    const refuse = async (code: ErrorCode): Promise<never> => {
      await audit.append({ actor: caller.account, action: 'news.refused', target: id, payload: { code } });
      context.log.warn({ operation: 'news.send', code }, 'news were refused');
      throw new Refusal(code);
    };
    if (!contact) return refuse('no_address');
    if (!contact.purposes.includes('marketing')) return refuse('purpose_refused');
    const suppression = suppressions.idOf(conversation.merchant, contact.email);
    if (await suppressions.has(suppression)) return refuse('opted_out');

    const merchant = (await directory.merchant(conversation.merchant))?.name ?? '';
    const last = await models.ConsentEvent.findOne({ conversation: id }).sort({ number: -1 }).lean();
    const words = newsWordsFor(last?.locale ?? 'en');
    const link = `${publicOrigin()}${unsubscribePath}/${suppressions.tokenFor({ suppression, conversation: id })}`;
    const said = (await masking.mask(conversation.merchant, text)).text;
    await mailer.send({
      kind: 'marketing',
      conversation: id,
      to: contact.email,
      subject,
      unless: suppression,
      text: [
        said,
        '--',
        words.why(merchant),
        `${words.end}\n${inLanguage(link, last?.locale ?? 'en')}`,
        words.reply,
      ].join('\n\n'),
      headers: {
        'List-Unsubscribe': `<${link}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        References: threadOf(conversation.merchant),
      },
    });
    await audit.append({ actor: caller.account, action: 'news.send', target: id });
    return {};
  };
