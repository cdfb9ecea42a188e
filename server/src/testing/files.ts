/** Files as people send them, and how. */
import { apiBase } from '@parlour/shared/protocol/define.js';
import { fileNameHeader } from '@parlour/shared/protocol/events.js';
import type { WireError } from '@parlour/shared/protocol/errors.js';
import type { SendOutput } from '@parlour/shared/protocol/message.js';
import type { FileSize } from '@parlour/shared/model/file.js';
import sharp from 'sharp';
import { newClientId } from './consumer.js';
import type { HttpClient } from './http-client.js';

export const gpsCanary = 'Nightingale Lane 7';

/** A photo as a camera makes it: with where it was taken, and turned on its side. */
export const photo = (width = 640, height = 480): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#2f7f86' } })
    .withExif({
      IFD0: { ImageDescription: gpsCanary, Make: 'Parlour Camera' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '51/1 30/1 0/1',
        GPSLongitudeRef: 'W',
        GPSLongitude: '0/1 7/1 0/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

export const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

export interface Sending {
  readonly conversation: string;
  readonly name?: string;
  readonly clientId?: string;
  readonly headers?: Record<string, string>;
}

/** The bare answer to an upload. */
export function upload(
  http: HttpClient,
  bytes: Buffer | ReadableStream<Uint8Array>,
  { conversation, name = 'file', clientId = newClientId(), headers = {} }: Sending,
): Promise<Response> {
  const streamed = !Buffer.isBuffer(bytes);
  return http.fetch(`${apiBase}/conversations/${conversation}/uploads/${clientId}`, {
    method: 'PUT',
    body: bytes as never,
    headers: {
      'content-type': 'application/octet-stream',
      [fileNameHeader]: encodeURIComponent(name),
      ...headers,
    },
    ...(streamed && { duplex: 'half' }),
  } as RequestInit);
}

/** What became of it: the acknowledgement, or the code of the refusal. */
export async function outcome(answer: Promise<Response>): Promise<SendOutput | WireError['code']> {
  const response = await answer;
  const body = (await response.json()) as SendOutput & WireError;
  return response.ok ? body : body.code;
}

export const download = (
  http: HttpClient,
  conversation: string,
  file: string,
  size: FileSize = 'whole',
): Promise<Response> => http.fetch(`${apiBase}/conversations/${conversation}/files/${file}/${size}`);
