/** MSG-12: what may be sent as a file, and what its receivers know of it. */
import type { FileId } from './ids.js';

/** The types that are let in, each with the endings that a name of it may have; the first is given to one without. */
export const fileEndings = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/gif': ['gif'],
  'application/pdf': ['pdf'],
  'text/plain': ['txt', 'md', 'log'],
} as const;

export type FileType = keyof typeof fileEndings;

export const fileTypes = Object.keys(fileEndings) as FileType[];

/** What a browser's file chooser is told; the server believes the content alone. */
export const acceptedFiles = [
  ...fileTypes,
  ...Object.values(fileEndings).flatMap((endings) => endings.map((ending) => `.${ending}`)),
].join(',');

export const isPicture = (type: FileType): boolean => type.startsWith('image/');

/** A file as both sides of a conversation see it. */
export interface FileView {
  readonly id: FileId;
  /** Safe to show and to save under; its ending is that of `type`. */
  readonly name: string;
  readonly type: FileType;
  /** Bytes as they are stored. */
  readonly size: number;
  /** Of an image, which has a thumbnail: width and height in pixels. Null for anything else. */
  readonly picture: { readonly width: number; readonly height: number } | null;
}

/** A file as it was stored, or made small enough to be shown in a log. */
export type FileSize = 'whole' | 'thumbnail';
export const fileSizes = ['whole', 'thumbnail'] as const satisfies readonly FileSize[];
