/**
 * What is live for an agent on every page of the portal: their conversations, how many wait (in the title), and the
 * alerts. One for each connection.
 */
import type { InboxEntry } from '@parlour/shared/model/conversation.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { AccountView } from '@parlour/shared/protocol/account.js';
import type { Connection } from '@parlour/widget/connection/connection.js';
import type { Route } from '../../ui/route.js';
import { showWaiting } from '../../ui/title.js';
import { Alerts, type AlertKind } from './alerts.js';
import { titleOf } from './conversation-row.js';
import { texts } from './flow-texts.js';
import { Inbox } from './inbox.js';
import { words } from './inbox-words.js';
import { pathOf, placeOf } from './places.js';
import { SoftBell } from './soft-bell.js';

export class Desk {
  readonly inbox: Inbox;
  readonly bell = new SoftBell();
  readonly alerts: Alerts;
  readonly #endings: readonly (() => void)[];

  constructor(
    readonly connection: Connection,
    readonly account: AccountView,
    private readonly route: Route,
  ) {
    this.inbox = new Inbox(connection, account.id);
    this.alerts = new Alerts(account.id, this.bell);
    this.inbox.onNews = (entry) =>
      entry.conversation.state === 'queued'
        ? this.#unlessSeen('queue', words.alerts.waits(titleOf(entry)), entry)
        : this.#unlessSeen('mine', words.alerts.wrote(titleOf(entry)), entry);
    this.inbox.onHanded = (entry) => this.#unlessSeen('mine', words.alerts.handed(titleOf(entry)), entry);
    const count = (): void => showWaiting(this.alerts.choices.badge ? this.inbox.waiting : 0);
    this.#endings = [
      this.inbox.subscribe(count),
      this.alerts.subscribe(count),
      connection.on('mention.made', ({ conversation, by }) =>
        this.#alert('mention', words.alerts.mentioned(by), conversation),
      ),
    ];
  }

  /** CNV-2: the agent is asked whether they take it. */
  offered(entry: InboxEntry): void {
    this.#alert('offer', texts.offers.offered(titleOf(entry)), entry.conversation.id);
  }

  dispose(): void {
    for (const end of this.#endings) end();
    this.inbox.dispose();
    this.alerts.dispose();
    showWaiting(0);
  }

  /** What comes in under the agent's eyes needs no alert. */
  #unlessSeen(kind: AlertKind, title: string, { conversation: { id } }: InboxEntry): void {
    if (placeOf(this.route).conversation === id && document.hasFocus()) return;
    this.#alert(kind, title, id);
  }

  #alert(kind: AlertKind, title: string, conversation: ConversationId): void {
    const open = (): void => this.route.go(pathOf({ view: 'all', conversation }));
    void this.alerts.tell({ kind, title, about: conversation, open });
  }
}
