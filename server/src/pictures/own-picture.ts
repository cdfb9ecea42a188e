import { isPicture } from '@parlour/shared/model/file.js';
import type { AccountId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import {
  ownPictureLimit,
  pictureBytes,
  pictureSide,
  type removeOwnPicture,
  type setOwnPicture,
} from '@parlour/shared/protocol/picture.js';
import { ownAccount } from '../accounts/own-account.js';
import type { Context } from '../context.js';
import { makeSquare } from '../files/picture.js';
import { typeOf } from '../files/proven-type.js';
import { gathered, upTo, withHead } from '../files/take-file.js';
import { UploadPlaces } from '../files/upload-places.js';
import type { Upload, UseCase } from '../use-case.js';
import { showAnew } from './show-anew.js';

/** ACC-8: takes a picture in by the same door as a file of a chat (MSG-12), and keeps a small square of it. */
export const setOwnPictureCase = (context: Context): UseCase<typeof setOwnPicture> => {
  const places = new UploadPlaces();
  return async (_input, call) => {
    const { upload, address } = call;
    if (!upload) throw new Refusal('unsupported_media_type');
    const { account } = await ownAccount(context, call);
    const bytes = await places.take(account._id, address, () => squareOf(upload));
    const picture = await context.pictures.put(account._id, bytes);
    // Disabled while it arrived: then it has no picture either.
    if (!(await context.models.Account.exists({ _id: account._id, disabledAt: null }))) {
      await context.pictures.remove(account._id);
      throw new Refusal('not_signed_in');
    }
    await record(context, account._id, 'picture.set');
    await showAnew(context, account._id);
    return { picture };
  };
};

export const removeOwnPictureCase =
  (context: Context): UseCase<typeof removeOwnPicture> =>
  async (_input, call) => {
    const { account } = await ownAccount(context, call);
    if (await context.pictures.remove(account._id)) {
      await record(context, account._id, 'picture.remove');
      await showAnew(context, account._id);
    }
    return {};
  };

/** @throws Refusal `too_large`, `file_type_refused`, `file_unreadable` */
async function squareOf({ bytes, length }: Upload): Promise<Buffer> {
  if ((length ?? 0) > ownPictureLimit) throw new Refusal('too_large');
  const { head, all } = await withHead(upTo(bytes, ownPictureLimit));
  if (!isPicture(typeOf(head))) throw new Refusal('file_type_refused');
  return makeSquare(await gathered(all), { side: pictureSide, most: pictureBytes });
}

const record = ({ audit }: Context, account: string, action: string): Promise<void> =>
  audit.append({ actor: account as AccountId, action, target: account });
