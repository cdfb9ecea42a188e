/** ACC-8: the picture that whoever signs in may show beside their name. */
import type { PictureId } from '../model/ids.js';
import { operation } from './define.js';

/** Bytes of what may be sent as one's picture; what is kept of it is far smaller. */
export const ownPictureLimit = 5_000_000;

/** Pixels of each side of the square that is kept. */
export const pictureSide = 128;

/** Bytes that it has at most. */
export const pictureBytes = 20 * 1_024;

/** What a browser's file chooser is told; the server believes the content alone. */
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] as const;

export const setOwnPicture = operation<Record<never, never>, { readonly picture: PictureId }>()({
  name: 'picture.set',
  summary:
    'Shows a picture beside the caller’s name: the body is its bytes. It is cut to a square, and the one before it is deleted.',
  capability: 'account.own',
  purpose: 'service',
  limit: 'upload',
  http: ['PUT', '/account/picture'],
  socket: false,
  body: 'image',
});

export const removeOwnPicture = operation<Record<never, never>, Record<never, never>>()({
  name: 'picture.remove',
  summary: 'Deletes the caller’s picture.',
  capability: 'account.own',
  purpose: 'service',
  limit: 'write',
  http: ['DELETE', '/account/picture'],
  socket: false,
});

export const readPicture = operation<{ readonly picture: string }, Record<never, never>>()({
  name: 'picture.read',
  summary:
    'A picture of somebody who answers, by the id that a conversation names. The answer is the bytes: WebP, 128 by 128 pixels.',
  capability: 'picture.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/pictures/:picture'],
  socket: false,
  public: true,
});

export const pictureOperations = [setOwnPicture, removeOwnPicture, readPicture] as const;
