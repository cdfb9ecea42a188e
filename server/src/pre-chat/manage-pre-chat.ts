import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { PreChatView, readPreChat, setPreChat } from '@parlour/shared/protocol/pre-chat.js';
import { namedKinds } from '@parlour/shared/rules/asked-before-chat.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';

export const readPreChatCase =
  (context: Context): UseCase<typeof readPreChat> =>
  (_input, { scope }) =>
    view(context, scope['merchant']);

/** WID-12: a field can be insisted on only where the agreement that binds the merchant names what for. */
export const setPreChatCase =
  (context: Context): UseCase<typeof setPreChat> =>
  async ({ fields }, { scope }) => {
    const merchant = scope['merchant'];
    if (!merchant) throw new Refusal('forbidden');
    const { mayRequire } = await view(context, merchant);
    const issues = fields.flatMap(({ kind, required }, at) =>
      required && !mayRequire.includes(kind)
        ? [
            {
              path: `fields.${at}.required`,
              message: 'the information use agreement names no purpose for it',
            },
          ]
        : [],
    );
    if (issues.length > 0) throw new Refusal('invalid_input', { issues });
    await context.models.PreChat.updateOne({ _id: merchant }, { $set: { fields } }, { upsert: true });
    context.preChat.forget(merchant);
    return view(context, merchant);
  };

async function view({ preChat, policies }: Context, merchant: string | undefined): Promise<PreChatView> {
  if (!merchant) throw new Refusal('forbidden');
  const agreement = await policies.current('merchant/information-use-agreement');
  return { fields: await preChat.fieldsOf(merchant), mayRequire: namedKinds(agreement?.text ?? '') };
}
