import { operation } from './define.js';

export interface ResumeCode {
  /** To be typed or carried in the fragment of an address; kept nowhere in the clear. */
  readonly code: string;
  readonly expiresAt: number;
}

export const makeCode = operation<Record<never, never>, ResumeCode>()({
  name: 'access.code',
  summary:
    'Makes a resume code that opens "Your data" on any device. A new one voids the one before (REQ-1).',
  capability: 'data.own',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/access/codes'],
  socket: true,
});
