import type { Welcome } from '@parlour/shared/protocol/conversation.js';
import type { WireError } from '@parlour/shared/protocol/errors.js';
import type { ConsumerHandshake } from '@parlour/shared/protocol/events.js';
import type { Clock } from '../connection/clock.js';
import { CallRefused, type Connection } from '../connection/connection.js';
import type { ConversationEngine } from '../conversation/engine.js';
import type { Device, Place } from '../device/device.js';

/** Why something did not work: the server's reason, or that no answer came. */
export type Failure = WireError | 'lost';

export type VisitState =
  /** Nothing has been asked for, loaded or stored. */
  | { readonly is: 'away' }
  | { readonly is: 'arriving' }
  /** The server will not have us, for good. */
  | { readonly is: 'refused'; readonly error: WireError }
  /** The notice is shown and the consumer chooses. `stale`: it has changed since it was shown before. */
  | {
      readonly is: 'choosing';
      readonly welcome: Welcome;
      readonly stale: boolean;
      readonly failure: Failure | null;
      /** What was written on an earlier page and never reached the server. */
      readonly unsent: string;
    }
  /** The first message is on its way. */
  | { readonly is: 'starting'; readonly welcome: Welcome; readonly text: string }
  | { readonly is: 'talking'; readonly welcome: Welcome; readonly engine: ConversationEngine };

export interface VisitOptions {
  readonly place: Place;
  readonly device: Device;
  readonly connect: (handshake: ConsumerHandshake) => Connection;
  readonly locale: () => string;
  readonly page: () => { readonly title: string; readonly path: string };
  readonly clock?: Clock;
}

export const failureOf = (reason: unknown): Failure =>
  reason instanceof CallRefused ? reason.error : 'lost';
