import type { FileSize, FileType } from '../model/file.js';
import type { ConversationId, FileId } from '../model/ids.js';
import { operation } from './define.js';
import type { SendOutput } from './message.js';

export interface SendFileInput {
  readonly conversation: ConversationId;
  readonly clientId: string;
  /** As its sender calls it; what is kept of it is decided by the server. Percent-encoded in `fileNameHeader`. */
  readonly name: string;
}

export const sendFile = operation<SendFileInput, SendOutput>()({
  name: 'file.send',
  summary:
    'Sends a file: the body is its bytes. Repeat it with the same clientId until it is acknowledged: it is stored once.',
  capability: 'file.send',
  purpose: 'service',
  limit: 'upload',
  http: ['PUT', '/conversations/:conversation/uploads/:clientId'],
  socket: false,
  body: 'bytes',
});

export interface ReadFileInput {
  readonly conversation: ConversationId;
  readonly file: FileId;
  readonly size: FileSize;
}

export const readFile = operation<ReadFileInput, Record<never, never>>()({
  name: 'file.read',
  summary: 'A file of a conversation, or of an image its thumbnail. The answer is the bytes.',
  capability: 'file.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/conversations/:conversation/files/:file/:size'],
  socket: false,
});

export interface FileLimits {
  /** Bytes of one file. */
  readonly bytes: number;
  readonly types: readonly FileType[];
}

export const readFileLimits = operation<Record<never, never>, FileLimits>()({
  name: 'file.limits',
  summary: 'Which files can be sent, and how large one may be.',
  capability: 'file.send',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/file-limits'],
  socket: true,
});

export const fileOperations = [sendFile, readFile, readFileLimits] as const;
