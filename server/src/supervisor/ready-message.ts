import type { PortalAudience, Role } from '@parlour/shared/access/table.js';

/** What the demo was seeded with: sign-ins and the site's key. Passwords are made at random on the first start. */
export interface DemoSeed {
  /** What the demo site, in the place of its merchant's server, signs its shoppers' identity with. */
  readonly identitySecret: string;
  readonly accounts: readonly DemoAccount[];
  readonly sites: readonly DemoSite[];
}

export interface DemoAccount {
  readonly audience: PortalAudience;
  readonly role: Exclude<Role, 'visitor' | 'consumer'>;
  readonly email: string;
  readonly password: string;
  /** Base32, where a second factor is set up. */
  readonly totpSecret?: string;
}

export interface DemoSite {
  readonly key: string;
  readonly origins: readonly string[];
  /** Slugs. */
  readonly merchants: readonly string[];
}

/** What the server tells its parent when it serves. */
export interface ReadyMessage {
  readonly type: 'ready';
  /** Its address as people type it. */
  readonly url: string;
  readonly port: number;
  readonly demo?: DemoSeed;
}

export const isReadyMessage = (message: unknown): message is ReadyMessage =>
  typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready';
