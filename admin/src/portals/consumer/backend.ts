import { apiBase, type Call } from '@parlour/shared/protocol/define.js';
import { portalHeader } from '@parlour/shared/protocol/events.js';
import type { ConversationId, FileId } from '@parlour/shared/model/ids.js';
import { readFile } from '@parlour/shared/protocol/file.js';
import { downloadExport } from '@parlour/shared/protocol/privacy.js';
import { CallLost } from '@parlour/widget/connection/connection.js';
import { httpCall } from '../../data/http-call.js';

/** The server as the consumer portal reaches it: every request says that it comes from here. */
export interface ConsumerBackend {
  readonly call: Call;
  /** Fetches the copy that was sealed, once. */
  readonly download: (token: string) => Promise<Blob>;
  /** Fetches a file of a conversation. */
  readonly file: (conversation: ConversationId, file: FileId) => Promise<Blob>;
}

const send: typeof fetch = (url, given) => {
  const headers = new Headers(given?.headers);
  headers.set(portalHeader, 'consumer');
  return fetch(url, { ...given, headers });
};

export const sameOrigin = (): ConsumerBackend => ({
  call: httpCall(send),
  download: async (token) => {
    const answer = await send(apiBase + downloadExport.http![1], {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    if (!answer.ok) throw new CallLost();
    return answer.blob();
  },
  file: async (conversation, file) => {
    const path = readFile
      .http![1].replace(':conversation', conversation)
      .replace(':file', file)
      .replace(':size', 'whole');
    const answer = await send(apiBase + path, { cache: 'no-store' });
    if (!answer.ok) throw new CallLost();
    return answer.blob();
  },
});
