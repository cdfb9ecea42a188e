import { describe, expect, it } from 'vitest';
import { deviceOf, storedKeys } from './device.js';

const place = { site: 'site-key', merchant: 'main-street' };

function memory(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

describe('the device', () => {
  it('WID-3 writes exactly the keys of the inventory, and removes each of them', () => {
    const storage = memory();
    const device = deviceOf(place, () => storage);
    expect(storage.length).toBe(0);
    device.keep('token');
    device.outbox.write([{ clientId: 'a', text: 'b', at: 1 }]);
    expect([storage.key(0), storage.key(1)]).toEqual(Object.values(storedKeys(place)));
    expect(storage.length).toBe(2);
    expect(device.stored()).toEqual(['token', 'outbox']);
    device.forget();
    expect(storage.length).toBe(0);
  });

  it('WID-2 with a storage that throws at every touch nothing else throws', () => {
    const device = deviceOf(place, () => {
      throw new DOMException('denied', 'SecurityError');
    });
    expect(device.token).toBeNull();
    expect(device.isOpen).toBe(false);
    expect(device.keep('token')).toBe(false);
    expect(device.stored()).toEqual([]);
    expect(device.outbox.read()).toEqual([]);
    device.outbox.write([]);
    device.forget();
  });

  it('WID-3 what somebody else has put under its key is not taken for its own', () => {
    const storage = memory();
    const device = deviceOf(place, () => storage);
    for (const value of ['{', '1', '[null, 1, {"clientId": 1}]', '{"__proto__": []}']) {
      storage.setItem(storedKeys(place).outbox, value);
      expect(device.outbox.read()).toEqual([]);
    }
  });
});
