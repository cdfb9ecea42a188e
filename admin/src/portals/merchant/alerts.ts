/**
 * INB-5: what an agent hears and sees when a consumer writes, on whatever page of the portal they are. The choices
 * are kept in this browser, since what may be shown and played is the browser's to allow. However many tabs an
 * agent has open, one of them makes the sound and one shows the notifications: the tab that has the lock for it, and
 * has it until it is closed.
 */
import type { AccountId } from '@parlour/shared/model/ids.js';
import { Watchers, type Watchable } from '../../data/watchable.js';
import { words } from './inbox-words.js';
import { Looking, TabLock } from './tab-locks.js';

/** What alerts may be about. */
export const alertKinds = ['offer', 'queue', 'mine', 'mention'] as const;
export type AlertKind = (typeof alertKinds)[number];

export type AlertChoices = Readonly<Record<'sound' | 'desktop' | 'badge' | AlertKind, boolean>>;

const place = 'parlour-alerts';
const usual: AlertChoices = {
  sound: true,
  desktop: false,
  badge: true,
  offer: true,
  queue: true,
  mine: true,
  mention: true,
};
/** Milliseconds in which one sound and one notification are enough, whatever comes in. */
const moment = 1_500;

/** What makes the sound; a test gives its own. */
export interface Bell {
  /** Whether this tab may: browsers let a page be heard only after somebody has used it. */
  readonly isReady: boolean;
  ring(): void;
}

export interface Alert {
  readonly kind: AlertKind;
  readonly title: string;
  /** What it is about: a newer one takes the place of the older. */
  readonly about: string;
  /** Shows it, when the notification is clicked. */
  readonly open: () => void;
}

export class Alerts implements Watchable {
  readonly #watchers = new Watchers();
  readonly #sound: TabLock;
  readonly #desktop: TabLock;
  readonly #looking: Looking;
  #choices = read();
  #untilNext: ReturnType<typeof setTimeout> | undefined;
  /** What came in since the last notification. */
  #gathered: Alert[] = [];
  #rung = -Infinity;

  constructor(
    account: AccountId,
    private readonly bell: Bell,
  ) {
    this.#sound = new TabLock(`${place}/${account}/sound`);
    this.#desktop = new TabLock(`${place}/${account}/desktop`);
    this.#looking = new Looking(`${place}/${account}/looking`);
    window.addEventListener('storage', this.#stored);
  }

  subscribe(changed: () => void): () => void {
    return this.#watchers.subscribe(changed);
  }

  get choices(): AlertChoices {
    return this.#choices;
  }

  choose(choices: Partial<AlertChoices>): void {
    this.#choices = { ...this.#choices, ...choices };
    try {
      localStorage.setItem(place, JSON.stringify(this.#choices));
    } catch {
      // Without storage the choice holds for this page.
    }
    this.#watchers.tell();
  }

  /** Something has come in. Resolves when this tab has done its part, or left it to another. */
  async tell(alert: Alert): Promise<void> {
    if (!this.#choices[alert.kind]) return;
    await Promise.all([this.#ring(), this.#notify(alert)]);
  }

  dispose(): void {
    window.removeEventListener('storage', this.#stored);
    clearTimeout(this.#untilNext);
    this.#gathered = [];
    for (const held of [this.#sound, this.#desktop, this.#looking]) held.dispose();
  }

  async #ring(): Promise<void> {
    if (!this.#choices.sound || !this.bell.isReady || Date.now() - this.#rung < moment) return;
    this.#rung = Date.now();
    if (await this.#sound.take()) this.bell.ring();
  }

  /** The first at once; what follows within a moment is told together at its end. */
  async #notify(alert: Alert): Promise<void> {
    if (!this.#choices.desktop || permission() !== 'granted') return;
    this.#gathered.push(alert);
    if (this.#untilNext === undefined) await this.#showSoon();
  }

  async #showSoon(): Promise<void> {
    this.#untilNext = setTimeout(() => {
      this.#untilNext = undefined;
      if (this.#gathered.length > 0) void this.#showSoon();
    }, moment);
    await this.#showGathered();
  }

  /** Whoever looks at one of the tabs needs no notification. */
  async #showGathered(): Promise<void> {
    const { length } = this.#gathered;
    const last = this.#gathered.at(-1);
    this.#gathered = [];
    if (!last || !(await this.#desktop.take()) || (await this.#looking.isAnywhere())) return;
    const notification = new Notification(length === 1 ? last.title : words.alerts.several(length), {
      tag: length === 1 ? last.about : 'several',
    });
    notification.addEventListener('click', () => {
      window.focus();
      last.open();
      notification.close();
    });
  }

  readonly #stored = ({ key }: StorageEvent): void => {
    if (key !== place) return;
    this.#choices = read();
    this.#watchers.tell();
  };
}

export const permission = (): NotificationPermission | 'unsupported' =>
  'Notification' in window ? Notification.permission : 'unsupported';

function read(): AlertChoices {
  try {
    return { ...usual, ...(JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<AlertChoices>) };
  } catch {
    return usual;
  }
}
