import type { Call } from '@parlour/shared/protocol/define.js';
import type { Connection } from '@parlour/widget/connection/connection.js';
import { connectSocket } from '@parlour/widget/connection/socket.js';
import { httpCall } from './http-call.js';

/** The two ways from a portal to the server. */
export interface Backend {
  /** Over HTTP: signing in and out, and what needs no live line. */
  readonly call: Call;
  /** Opens the live line of whoever is signed in. */
  readonly connect: () => Connection;
}

/** The server that this page came from. */
export const sameOrigin = (): Backend => ({
  call: httpCall(),
  connect: () => connectSocket({ url: location.origin }),
});
