/**
 * INB-5: what an agent hears and sees when a consumer writes. The choices are kept in this browser, since what may
 * be shown and played is the browser's to allow. However many tabs an agent has open, one of them makes the sound:
 * they take turns under a lock, and who comes second within a moment finds it done.
 */
import type { AccountId } from '@parlour/shared/model/ids.js';
import { Watchers, type Watchable } from '../../data/watchable.js';

export interface AlertChoices {
  readonly sound: boolean;
  readonly desktop: boolean;
  readonly badge: boolean;
}

const place = 'parlour-alerts';
const usual: AlertChoices = { sound: true, desktop: false, badge: true };
/** Milliseconds within which one sound, or one notification of the same thing, is enough. */
const moment = 1_500;
/** Milliseconds that a tab which is not looked at waits for the one that is. */
const courtesy = 200;

/** What makes the sound; a test gives its own. */
export interface Bell {
  /** Whether this tab may: browsers let a page be heard only after somebody has used it. */
  readonly isReady: boolean;
  ring(): void;
}

export interface Alert {
  readonly title: string;
  /** What it is about: a newer one takes the place of the older. */
  readonly about: string;
  /** Shows it, when the notification is clicked. */
  readonly open: () => void;
}

export class Alerts implements Watchable {
  readonly #watchers = new Watchers();
  #choices = read();

  constructor(
    private readonly account: AccountId,
    private readonly bell: Bell,
  ) {
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
    await Promise.all([this.#ring(), this.#notify(alert)]);
  }

  dispose(): void {
    window.removeEventListener('storage', this.#stored);
  }

  async #ring(): Promise<void> {
    if (!this.#choices.sound || !this.bell.isReady) return;
    if (await this.#isFirst('sound')) this.bell.ring();
  }

  /** Whoever looks at a tab needs no notification; the tabs behind it then show none either. */
  async #notify({ title, about, open }: Alert): Promise<void> {
    if (!this.#choices.desktop || permission() !== 'granted') return;
    const isSeen = document.hasFocus();
    if (!isSeen) await new Promise((resolve) => setTimeout(resolve, courtesy));
    if (!(await this.#isFirst(about)) || isSeen) return;
    const notification = new Notification(title, { tag: about });
    notification.addEventListener('click', () => {
      window.focus();
      open();
      notification.close();
    });
  }

  /** True for the first of all tabs that asks within a moment. */
  async #isFirst(what: string): Promise<boolean> {
    const key = `${place}/${this.account}/${what === 'sound' ? 'sound' : 'notified'}`;
    const decide = (): boolean => {
      try {
        const [last, at] = (localStorage.getItem(key) ?? ' 0').split(' ') as [string, string];
        if (last === what && Math.abs(Date.now() - Number(at)) < moment) return false;
        localStorage.setItem(key, `${what} ${Date.now()}`);
      } catch {
        // Without storage the tabs cannot know of each other: better twice than never.
      }
      return true;
    };
    return 'locks' in navigator ? navigator.locks.request(key, decide) : decide();
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

/** Two soft tones, made here: no file is fetched. */
export class SoftBell implements Bell {
  #context: AudioContext | undefined;

  get isReady(): boolean {
    return 'AudioContext' in window && (navigator.userActivation?.hasBeenActive ?? true);
  }

  ring(): void {
    const context = (this.#context ??= new AudioContext());
    void context.resume();
    for (const [at, pitch] of [
      [0, 587],
      [0.14, 784],
    ] as const) {
      const tone = context.createOscillator();
      const loudness = context.createGain();
      const start = context.currentTime + at;
      tone.frequency.value = pitch;
      loudness.gain.setValueAtTime(0, start);
      loudness.gain.linearRampToValueAtTime(0.14, start + 0.02);
      loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.4);
      tone.connect(loudness).connect(context.destination);
      tone.start(start);
      tone.stop(start + 0.45);
    }
  }
}
