/** CNV-8: whether somebody of a merchant can answer, as the open sockets of their agents say it. */
import type { Presence } from '@parlour/shared/model/conversation.js';
import type { MerchantId } from '@parlour/shared/model/ids.js';
import { rooms } from './rooms.js';
import type { ParlourServer } from './socket.js';

export const presenceOf = (io: ParlourServer, merchant: MerchantId): Presence =>
  io.of('/').adapter.rooms.has(rooms.inbox(merchant)) ? 'online' : 'offline';

/** Tells the widgets of a merchant when the first agent comes and the last one goes. */
export function watchPresence(io: ParlourServer): void {
  const adapter = io.of('/').adapter;
  const tell = (room: string, presence: Presence): void => {
    if (!room.startsWith('inbox/')) return;
    io.to(rooms.lobby(room.slice('inbox/'.length) as MerchantId)).emit('presence.changed', { presence });
  };
  adapter.on('create-room', (room: string) => tell(room, 'online'));
  adapter.on('delete-room', (room: string) => tell(room, 'offline'));
}
