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
export const makePicture = (bytes: Buffer, type: FileType): Promise<Picture> =>
  decoding(() => encode(bytes, type));

export interface Square {
  /** Pixels of each side. */
  readonly side: number;
  /** Bytes that it has at most. */
  readonly most: number;
}

/**
 * ACC-8: a small square of the middle of a picture, of a moving one its first frame, as WebP.
 *
 * @throws Refusal `file_unreadable`
 */
export const makeSquare = (bytes: Buffer, square: Square): Promise<Buffer> =>
  decoding(() => cut(bytes, square));

const decoding = <Value>(work: () => Promise<Value>): Promise<Value> =>
  decoders.take(async () => {
    try {
      return await work();
    } catch {
      // What the decoder says of hostile bytes is for nobody to read.
      throw new Refusal('file_unreadable');
    }
  });

const options = { failOn: 'error', limitInputPixels: mostPixels, sequentialRead: true } as const;

/** Tried one after the other: noise needs more bytes than a face. */
const qualities = [85, 60, 30];

async function cut(bytes: Buffer, { side, most }: Square): Promise<Buffer> {
  const pixels = await sharp(bytes, options)
    .timeout({ seconds: patience })
    .autoOrient()
    .resize({ width: side, height: side, fit: 'cover' })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  for (const quality of qualities) {
    const { width, height, channels } = pixels.info;
    const made = await sharp(pixels.data, { raw: { width, height, channels } })
      .webp({ quality, effort: 5 })
      .toBuffer();
    if (made.length <= most) return made;
  }
  throw new Error('too much in it');
}

async function encode(bytes: Buffer, type: FileType): Promise<Picture> {
  const isMoving = type === 'image/gif' || type === 'image/webp';
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
