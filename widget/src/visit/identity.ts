/**
 * WID-10: a signed-in shopper, as the merchant's server has signed it. Only the server says whether the signature
 * holds; here it only matters whether it is still the same person.
 */
import type { Device } from '../device/device.js';

/** Whom a signed identity speaks of, unverified: the `sub` of the JWT, else the whole of it. */
export function subjectOf(identity: string): string {
  try {
    const payload = identity.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? '';
    const { sub } = JSON.parse(atob(payload)) as { sub?: unknown };
    return typeof sub === 'string' ? sub : identity;
  } catch {
    return identity;
  }
}

/** Whoever is signed in is known without anything on the device: nothing is read there, nothing is written. */
export const noDevice: Device = {
  token: null,
  isOpen: true,
  keep: () => false,
  forget: () => undefined,
  stored: () => [],
  outbox: { read: () => [], write: () => undefined },
  onChange: () => () => undefined,
};
