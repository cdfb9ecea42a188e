/**
 * MSG-12: an image is decoded and encoded anew. What comes out holds the picture and nothing else: no EXIF, no
 * comment, no preview, no bytes after the end, so a file that is two things at once is one thing afterwards.
 */
import type { FileType } from '@parlour/shared/model/file.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import sharp, { type Sharp } from 'sharp';
import { Turns } from './turns.js';

// Nothing of libvips but these decoders, and those only from memory, ever sees what was sent.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
  ],
});
// Nothing of one person's picture stays in memory for the next.
sharp.cache(false);

/** Pixels of all frames together: more than today's phones take, and no more than some 200 MB while decoding. */
export const mostPixels = 50_000_000;
const mostFrames = 200;
/** Of the thumbnail: twice what a log shows, for sharp screens. */
const thumbnail = { width: 560, height: 560 } as const;
/** Seconds for one picture. */
const patience = 20;

export interface Picture {
  readonly whole: Buffer;
  readonly thumbnail: Buffer;
  readonly width: number;
  readonly height: number;
}

/** Decoding needs much memory for a moment: two at a time. */
const decoders = new Turns(2);

/** @throws Refusal `file_unreadable` */
export async function makePicture(bytes: Buffer, type: FileType): Promise<Picture> {
  return decoders.take(async () => {
    try {
      return await encode(bytes, type);
    } catch {
      // What the decoder says of hostile bytes is for nobody to read.
      throw new Refusal('file_unreadable');
    }
  });
}

async function encode(bytes: Buffer, type: FileType): Promise<Picture> {
  const isMoving = type === 'image/gif' || type === 'image/webp';
  const options = { failOn: 'error', limitInputPixels: mostPixels, sequentialRead: true } as const;
  const { pages = 1 } = await sharp(bytes, { ...options, animated: isMoving }).metadata();
  if (pages > mostFrames) throw new Error('too many frames');
  const source = sharp(bytes, { ...options, animated: isMoving }).timeout({ seconds: patience });
  // Turned as the camera was held, since what says so is removed.
  const upright = pages > 1 ? source : source.autoOrient();
  const { data, info } = await as(upright, type).toBuffer({ resolveWithObject: true });
  const small = await sharp(bytes, options)
    .timeout({ seconds: patience })
    .autoOrient()
    .resize({ ...thumbnail, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 75 })
    .toBuffer();
  return {
    whole: data,
    thumbnail: small,
    width: info.width,
    height: info.pageHeight ?? info.height,
  };
}

function as(image: Sharp, type: FileType): Sharp {
  switch (type) {
    case 'image/png':
      return image.png({ compressionLevel: 7 });
    case 'image/webp':
      return image.webp({ quality: 90 });
    case 'image/gif':
      return image.gif();
    default:
      return image.jpeg({ quality: 90 });
  }
}
