import type { PolicyName } from '../model/policy.js';
import { operation } from './define.js';

/** One version of a document. Its text never changes; it is known by its hash (POL-2). */
export interface PolicyVersionView {
  readonly document: PolicyName;
  readonly version: string;
  /** SHA-256 of the text, in hexadecimal. */
  readonly sha256: string;
  readonly title: string;
  readonly text: string;
  /** What is new, in a sentence. */
  readonly summary: string;
  readonly material: boolean;
  readonly effectiveAt: number;
  readonly noticeSentAt: number | null;
  readonly publishedAt: number | null;
  readonly supersedes: string | null;
}

export const listPolicies = operation<
  Record<never, never>,
  { versions: readonly PolicyVersionView[]; now: number }
>()({
  name: 'policy.list',
  summary: 'Every version of every document: prepared, announced, published.',
  capability: 'policy.manage',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/policies'],
  socket: true,
});

export interface PrepareInput {
  readonly document: PolicyName;
  readonly version: string;
  readonly text: string;
  readonly summary: string;
  readonly material: boolean;
  readonly effectiveAt: number;
}

export const preparePolicy = operation<PrepareInput, { version: PolicyVersionView }>()({
  name: 'policy.prepare',
  summary: 'Fixes the text of a coming version. The linter must find nothing in it (POL-5).',
  capability: 'policy.manage',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/policies/versions'],
  socket: true,
});

export interface OneVersion {
  readonly document: PolicyName;
  readonly version: string;
}

export const announcePolicy = operation<OneVersion, { version: PolicyVersionView; mails: number }>()({
  name: 'policy.announce',
  summary:
    'Sends the notice of a coming version: banners from now on, mail where there is an address (POL-4).',
  stepUp: true,
  capability: 'policy.manage',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/policies/versions/announce'],
  socket: true,
});

export const publishPolicy = operation<OneVersion, { version: PolicyVersionView }>()({
  name: 'policy.publish',
  summary: 'Publishes a version. Refused for a material change whose notice was not sent in time (POL-2).',
  stepUp: true,
  capability: 'policy.manage',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/policies/versions/publish'],
  socket: true,
});

/** A document as whoever is bound by it sees it. */
export interface OwnPolicy {
  readonly current: PolicyVersionView;
  readonly acceptedAt: number | null;
}

export const ownPolicies = operation<Record<never, never>, { policies: readonly OwnPolicy[] }>()({
  name: 'policy.own',
  summary: "The documents of the caller's audience, and which of them are accepted.",
  capability: 'policy.accept',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/policies/own'],
  socket: true,
});

export const acceptPolicies = operation<{ sha256: readonly string[] }, { policies: readonly OwnPolicy[] }>()({
  name: 'policy.accept',
  summary: "Accepts current documents of the caller's audience, by their hashes (POL-3).",
  capability: 'policy.accept',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/policies/own'],
  socket: true,
});

export const policyOperations = [
  listPolicies,
  preparePolicy,
  announcePolicy,
  publishPolicy,
  ownPolicies,
  acceptPolicies,
] as const;
