import type { Context } from '../context.js';
import { hashOf, readCode } from './consumer-sessions.js';
import type { AccessLinkDocument } from './link.model.js';

/** The resume code as it was typed, while it is in force; null for whatever else. */
export const findCode = (
  { models, clock }: Pick<Context, 'models' | 'clock'>,
  typed: string,
): Promise<AccessLinkDocument | null> =>
  models.AccessLink.findOne({
    _id: hashOf(readCode(typed)),
    kind: 'resume',
    usedAt: null,
    expiresAt: { $gt: new Date(clock.now()) },
  })
    .lean<AccessLinkDocument>()
    .exec();
