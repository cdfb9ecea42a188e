/** The same over long polling, with the full client: fetched only where a network lets no WebSocket through. */
import { socketPath } from '@parlour/shared/protocol/define.js';
import type { WireError } from '@parlour/shared/protocol/errors.js';
import { io } from 'socket.io-client';
import type { Line, LineListener, LineOptions } from './line.js';

export function openPollingLine({ url, site, auth }: LineOptions, listener: LineListener): Line {
  const socket = io(url, {
    path: socketPath,
    transports: ['polling'],
    reconnection: false,
    forceNew: true,
    ...(site !== null && { query: { site } }),
    ...(auth && { auth }),
  });
  const close = (): void => void socket.off().offAny().disconnect();
  const lose = (refusal: WireError | null): void => {
    close();
    listener.lost(refusal);
  };
  socket.on('connect', () => listener.connected());
  socket.on('connect_error', ({ data }: Error & { data?: WireError }) => lose(data ?? null));
  socket.on('disconnect', () => lose(null));
  socket.onAny((name: string, payload: unknown) => listener.event(name, payload));
  return { emit: (name, input, answer) => void socket.emit(name, input, answer), close };
}
