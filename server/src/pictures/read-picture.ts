import { idPattern } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { readPicture } from '@parlour/shared/protocol/picture.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { bytesOf } from '../vault/vault.js';

const pattern = idPattern('picture');

/**
 * ACC-8: to whoever knows its id, for as long as its owner shows it and may work. What is no id, was replaced or
 * removed, and whose account or organization is disabled are answered alike.
 *
 * @throws Refusal `not_found`
 */
export const readPictureCase =
  ({ models, directory }: Context): UseCase<typeof readPicture> =>
  async ({ picture }, { effects }) => {
    const found = pattern.test(picture) ? await models.AccountPicture.findOne({ picture }).lean() : null;
    const account = found && (await models.Account.findOne({ _id: found._id, disabledAt: null }).lean());
    if (!found || !account || !(await directory.stands(account))) throw new Refusal('not_found');
    const bytes = Buffer.from(bytesOf(found.bytes));
    effects.file = { name: 'picture.webp', type: 'image/webp', bytes, length: bytes.length, inline: true };
    return {};
  };
