import { randomBytes } from 'node:crypto';
import { idPrefix, type Id, type IdKind } from '@parlour/shared/model/ids.js';

/** A new id of 128 random bits. */
export const newId = <Kind extends IdKind>(kind: Kind): Id<Kind> =>
  `${idPrefix[kind]}${randomBytes(16).toString('base64url')}` as Id<Kind>;
