/**
 * What the widget may keep on the visitor's device. Nothing is ever written without consent to `device_storage`
 * (WID-3), and a browser that refuses to store changes nothing but that: every access may throw (WID-2).
 */
import { toJson } from '../connection/json.js';
import type { OutboxStorage, StoredEntry } from '../conversation/outbox.js';

export interface Place {
  readonly site: string;
  readonly merchant: string;
}

/** The published inventory: every key that is ever written, each for one site and merchant. */
export const storedKeys = (place: Place) =>
  ({
    token: `parlour:${place.site}:${place.merchant}`,
    outbox: `parlour:${place.site}:${place.merchant}:outbox`,
  }) as const;

export type StoredKey = keyof ReturnType<typeof storedKeys>;

export interface Device {
  /** The consumer's token as it was kept, or null. */
  readonly token: string | null;
  /** Whether the browser lets us store at all, as far as can be told without storing. */
  readonly isOpen: boolean;
  /** Keeps the token. Returns whether the browser let it. */
  keep(token: string): boolean;
  /** Removes every key. */
  forget(): void;
  /** What is stored at this moment. */
  stored(): readonly StoredKey[];
  readonly outbox: OutboxStorage;
  /** Hears that another tab has changed what is stored. Returns what ends the hearing. */
  onChange(listener: () => void): () => void;
}

/** `storage` is asked at every access, since merely naming `localStorage` may throw. */
export function deviceOf(place: Place, storage: () => Storage = () => localStorage): Device {
  const keys = storedKeys(place);
  const read = (key: StoredKey): string | null => attempt(() => storage().getItem(keys[key]), null);
  const remove = (key: StoredKey): void => attempt(() => storage().removeItem(keys[key]), undefined);
  const write = (key: StoredKey, value: string): boolean =>
    attempt(() => (storage().setItem(keys[key], value), true), false);
  return {
    get token() {
      return read('token');
    },
    get isOpen() {
      return attempt(() => (storage().getItem(keys.token), true), false);
    },
    keep: (token) => write('token', token),
    forget: () => (['token', 'outbox'] as const).forEach(remove),
    stored: () => (['token', 'outbox'] as const).filter((key) => read(key) !== null),
    outbox: {
      read: () => attempt(() => parseEntries(read('outbox')), []),
      write: (entries) => void (entries.length > 0 ? write('outbox', toJson(entries)) : remove('outbox')),
    },
    onChange(listener) {
      const heard = ({ key }: StorageEvent): void => {
        if (key === keys.token || key === keys.outbox) listener();
      };
      addEventListener('storage', heard);
      return () => removeEventListener('storage', heard);
    },
  };
}

function attempt<Result>(access: () => Result, otherwise: Result): Result {
  try {
    return access();
  } catch {
    return otherwise;
  }
}

/** What a page or another version has put there is not trusted to have the right form. */
function parseEntries(json: string | null): StoredEntry[] {
  const parsed: unknown = JSON.parse(json ?? '[]');
  const isEntry = (entry: Partial<StoredEntry> | null): entry is StoredEntry =>
    typeof entry?.clientId === 'string' && typeof entry.text === 'string' && typeof entry.at === 'number';
  return Array.isArray(parsed) ? parsed.filter(isEntry) : [];
}
