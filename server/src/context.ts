import type { Logger } from 'pino';
import type { Presence } from '@parlour/shared/model/conversation.js';
import type { MerchantId } from '@parlour/shared/model/ids.js';
import type { Sessions } from './accounts/sessions.js';
import type { Clock } from './clock.js';
import type { MessageWriter } from './conversations/message-writer.js';
import type { Bus } from './events.js';
import type { Jobs } from './jobs/jobs.js';
import type { Models } from './models.js';
import type { Notice } from './policies/notice.js';
import type { Purger } from './retention/purger.js';
import type { Directory } from './sites/directory.js';
import type { Vault } from './vault/vault.js';

/** What the use cases work with. Wired once, in `app.ts`. */
export interface Context {
  readonly models: Models;
  readonly clock: Clock;
  readonly log: Logger;
  readonly bus: Bus;
  readonly vault: Vault;
  readonly sessions: Sessions;
  readonly directory: Directory;
  readonly notice: Notice;
  readonly writer: MessageWriter;
  readonly purger: Purger;
  /** What is done again and again, by one node at a time. */
  readonly jobs: Jobs;
  /** Whether somebody of the merchant can answer now: true of the sockets that are open (CNV-8). */
  readonly presenceOf: (merchant: MerchantId) => Presence;
}
