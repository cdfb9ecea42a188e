import { z } from 'zod';
import { fileSizes, fileTypes } from '../model/file.js';
import { ofClass } from './field-class.js';
import { clientId, conversationId, fileId, seqOut, time } from './fields.js';

/** Bounded before anything is done with it; what is kept of it is decided when the type is known. */
const sentName = z.string().max(1_000, 'at most 1000 characters');

export const fileView = z.object({
  id: fileId,
  name: ofClass('transcript', z.string()),
  type: z.enum(fileTypes),
  size: z.int().min(0),
  picture: z.object({ width: z.int(), height: z.int() }).nullable(),
});

export const fileSchemas = {
  'file.send': {
    input: z.strictObject({ conversation: conversationId, clientId, name: sentName }),
    output: z.object({ conversation: conversationId, clientId: z.string(), seq: seqOut, at: time }),
  },
  'file.read': {
    input: z.strictObject({
      conversation: conversationId,
      file: fileId,
      size: z.enum(fileSizes),
    }),
    output: z.object({}),
  },
  'file.limits': {
    input: z.strictObject({}),
    output: z.object({ bytes: z.int(), types: z.array(z.enum(fileTypes)) }),
  },
} as const;
