import type { Logger } from 'pino';
import type { Presence } from '@parlour/shared/model/conversation.js';
import type { MerchantId } from '@parlour/shared/model/ids.js';
import type { Assignment } from './assignment/assignment.js';
import type { AccountSecrets } from './accounts/account-secrets.js';
import type { Sessions } from './accounts/sessions.js';
import type { Audit } from './audit/audit.js';
import type { Heads } from './audit/heads.js';
import type { Clock } from './clock.js';
import type { InboxTails } from './conversations/inbox-tails.js';
import type { MessageWriter } from './conversations/message-writer.js';
import type { Standing } from './conversations/standing.js';
import type { Gate } from './disclosures/gate.js';
import type { Bus } from './events.js';
import type { Appearances } from './appearance/appearances.js';
import type { Hours } from './hours/hours.js';
import type { PreChat } from './pre-chat/pre-chat.js';
import type { Addresses } from './contact/addresses.js';
import type { Confirmation } from './contact/confirmation.js';
import type { Suppressions } from './contact/suppressions.js';
import type { Jobs } from './jobs/jobs.js';
import type { Mailer } from './mail/mailer.js';
import type { Identities } from './identity/identities.js';
import type { Masking } from './masking/masking.js';
import type { Models } from './models.js';
import type { Pictures } from './pictures/pictures.js';
import type { Policies } from './policies/policies.js';
import type { ViewNotes } from './requests/note-view.js';
import type { AgentsOnline } from './presence/agents-online.js';
import type { Journal } from './retention/journal.js';
import type { Purger } from './retention/purger.js';
import type { SearchIndex } from './search/search-index.js';
import type { SearchKeys } from './search/search-keys.js';
import type { Directory } from './sites/directory.js';
import type { LoaderFiles } from './sites/loader-files.js';
import type { PublishedFiles } from './sites/published-files.js';
import type { PageCounts } from './statistics/count-pages.js';
import type { Signer } from './vault/signer.js';
import type { SealedToken } from './vault/sealed-token.js';
import type { Vault } from './vault/vault.js';
import type { Webhooks } from './webhooks/webhooks.js';

/** What the use cases work with. Wired once, in `app.ts`. */
export interface Context {
  readonly models: Models;
  readonly clock: Clock;
  readonly log: Logger;
  readonly bus: Bus;
  readonly vault: Vault;
  /** The installation's signature. */
  readonly signer: Signer;
  readonly audit: Audit;
  readonly heads: Heads;
  /** What a restored backup must be told (RET-10). */
  readonly journal: Journal;
  readonly sessions: Sessions;
  readonly accountSecrets: AccountSecrets;
  readonly directory: Directory;
  /** The pasted tag's file, as it was built. */
  readonly loader: LoaderFiles;
  /** What the widget was made of in earlier versions. */
  readonly published: PublishedFiles;
  /** Addresses inside the network that may be fetched all the same: the demo's own site, in development. */
  readonly allowInside: (url: URL) => boolean;
  readonly policies: Policies;
  readonly writer: MessageWriter;
  /** How conversations stand, for the check of every send. */
  readonly standing: Standing;
  /** What the inbox shows of transcripts' ends. */
  readonly tails: InboxTails;
  readonly masking: Masking;
  /** Through which whatever leaves passes (DIS-1). */
  readonly gate: Gate;
  readonly webhooks: Webhooks;
  /** Bytes that one file may have (MSG-12). */
  readonly fileLimit: number;
  /** Opened pages, where a site's policy has them counted (STA-1). */
  readonly pages: PageCounts;
  /** Who a signed-in shopper is (WID-10). */
  readonly identities: Identities;
  /** When each merchant is open (CNV-4). */
  readonly hours: Hours;
  readonly preChat: PreChat;
  readonly appearances: Appearances;
  /** Which picture each agent shows (ACC-8). */
  readonly pictures: Pictures;
  /** How a conversation is found by the address left in it (REQ-1). */
  readonly addresses: Addresses;
  /** The links with which an address is confirmed (OPT-4). */
  readonly confirmations: SealedToken<Confirmation>;
  /** Who wants no news (OPT-3). */
  readonly suppressions: Suppressions;
  /** Who of the staff has opened which transcript, for the consumer to see (REQ-2). */
  readonly views: ViewNotes;
  readonly purger: Purger;
  /** What is done again and again, by one node at a time. */
  readonly jobs: Jobs;
  readonly mailer: Mailer;
  readonly searchKeys: SearchKeys;
  readonly searchIndex: SearchIndex;
  /** Where people reach this installation (`PUBLIC_URL`): every link begins with it, none with a Host header (ACC-5). */
  readonly publicOrigin: () => string;
  /** Names this server among all that share its store. */
  readonly node: string;
  /** Which agents are connected, at any node (CNV-8). */
  readonly agents: AgentsOnline;
  /** Who is offered which waiting conversation (CNV-2). */
  readonly assignment: Assignment;
  /** Whether somebody of the merchant can answer now: true of the sockets that are open (CNV-8). */
  readonly presenceOf: (merchant: MerchantId) => Presence;
}
