import '../portals/platform/pages.define.js';
import type { AccountView } from '@parlour/shared/protocol/account.js';
import type { PurgeRunId } from '@parlour/shared/model/ids.js';
import type { Health } from '@parlour/shared/protocol/health.js';
import type {
  LedgerEntryView,
  LedgerInput,
  PurgePreview,
  PurgeRunView,
  RetentionOverview,
} from '@parlour/shared/protocol/retention.js';
import { day, hour, minute } from '@parlour/shared/rules/expiry.js';
import { admin, id } from './samples.js';
import { refusal, Scripted } from './scripted.js';

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

export const run = (name: string, changes: Partial<PurgeRunView> = {}): PurgeRunView => ({
  id: id<PurgeRunId>('purgeRun', name),
  state: 'done',
  startedAt: Date.now() - 3 * hour,
  doneAt: Date.now() - 3 * hour + 1_400,
  due: 12,
  purged: 12,
  by: 'sweep',
  ...changes,
});

const ledgerEntry = (at: number): LedgerEntryView => ({
  id: `led_${at}`,
  subject: String(at).padStart(6, '0').repeat(11).slice(0, 64),
  scope: 'conversation',
  counts: { messages: 14 + at, consentEvents: 2, key: 1, conversation: 1 },
  rule: at % 3 === 0 ? 'consumer_refused' : 'merchant_rule',
  basis: 'expiry',
  intentAt: Date.now() - at * hour - 300,
  doneAt: Date.now() - at * hour,
  keyDestroyed: true,
  run: id<PurgeRunId>('purgeRun', 'sweep'),
});

/** A platform with something due: what its server would answer an admin. */
export class PlatformWorld {
  account: AccountView | null = admin;
  preview: PurgePreview = {
    asOf: Date.now(),
    conversations: 12,
    groups: [
      { merchant: 'Main Street Motors', rule: 'merchant_rule', conversations: 7 },
      { merchant: 'Main Street Motors', rule: 'consumer_refused', conversations: 2 },
      { merchant: 'Harbour Cars', rule: 'platform_ceiling', conversations: 3 },
    ],
  };
  overview: RetentionOverview = {
    asOf: Date.now(),
    due: 12,
    overdue: 0,
    stored: 1_482,
    nextDueAt: Date.now() + 40 * minute,
    byDay: Array.from({ length: 90 }, (_, at) => ({
      date: dateOf(Date.now() + at * day),
      conversations: Math.round(9 + 8 * Math.sin(at / 5) + (at % 7 > 4 ? -4 : 3)),
    })),
    brake: null,
    runs: [
      run('sweep'),
      run('ada', {
        by: 'admin',
        purged: 3,
        due: 3,
        startedAt: Date.now() - 2 * day,
        doneAt: Date.now() - 2 * day + 310,
      }),
    ],
  };
  health: Health = {
    asOf: Date.now(),
    attention: [
      { kind: 'requests_overdue', count: 2 },
      { kind: 'mail_stuck', count: 1 },
    ],
    store: { ms: 0.6 },
    mail: { waiting: 3, stuck: 1 },
    jobs: [
      { name: 'silence', every: minute, ranAt: Date.now() - 20_000, state: 'ok' },
      { name: 'webhooks', every: 5_000, ranAt: Date.now() - 4_000, state: 'failed' },
      { name: 'day_counts', every: hour, ranAt: Date.now() - 5 * hour, state: 'late' },
      { name: 'purge_runs', every: day, ranAt: null, state: 'not_yet' },
    ],
  };
  ledger: LedgerEntryView[] = Array.from({ length: 60 }, (_, at) => ledgerEntry(at + 1));
  readonly server: Scripted;

  constructor() {
    this.server = new Scripted({
      'session.read': () => {
        if (!this.account) throw refusal('not_signed_in');
        return { account: this.account };
      },
      'session.open': () => ({ account: (this.account = admin) }),
      'session.close': () => {
        this.account = null;
        return {};
      },
      'retention.overview': () => this.overview,
      'health.read': () => this.health,
      'purge.preview': () => this.preview,
      'purge.start': () => ({
        run: run('now', { state: 'running', by: 'admin', purged: 0, startedAt: Date.now(), doneAt: null }),
      }),
      'ledger.list': ({ before, conversation }: LedgerInput) => {
        if (conversation !== undefined) return { entries: this.ledger.slice(3, 4), next: null };
        const from = before === undefined ? 0 : Number(before);
        const next = from + 50 < this.ledger.length ? String(from + 50) : null;
        return { entries: this.ledger.slice(from, from + 50), next };
      },
    });
  }
}
