/** Pictures of oneself, as people send them and as others ask for them (ACC-8). */
import { apiBase } from '@parlour/shared/protocol/define.js';
import type { WireError } from '@parlour/shared/protocol/errors.js';
import type { HttpClient } from './http-client.js';

/** What became of it: the id, or the code of the refusal. */
export async function setPicture(
  http: HttpClient,
  bytes: Buffer | ReadableStream<Uint8Array>,
  headers: Record<string, string> = {},
): Promise<string> {
  const streamed = !Buffer.isBuffer(bytes);
  const answer = await http.fetch(`${apiBase}/account/picture`, {
    method: 'PUT',
    body: bytes as never,
    headers: { 'content-type': 'application/octet-stream', ...headers },
    ...(streamed && { duplex: 'half' }),
  } as RequestInit);
  const body = (await answer.json()) as { picture: string } & WireError;
  return answer.ok ? body.picture : body.code;
}

/** As any page asks for it: with no cookie and no token. */
export const askForPicture = (
  url: string,
  picture: string,
  headers: Record<string, string> = {},
): Promise<Response> => fetch(`${url}${apiBase}/pictures/${picture}`, { headers });
