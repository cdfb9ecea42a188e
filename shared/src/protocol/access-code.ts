import { operation } from './define.js';

export interface ResumeCode {
  /** To be typed or carried in the fragment of an address; kept nowhere in the clear. */
  readonly code: string;
  readonly expiresAt: number;
}

export const resumeAccess = operation<{ readonly code: string }, { readonly token: string }>()({
  name: 'access.resume',
  summary:
    'Goes on in the widget with what a resume code opens there: a token for the handshake, in place of the device’s own. Wrong, past, replaced and elsewhere are refused alike (WID-15).',
  capability: 'data.open',
  purpose: 'service',
  limit: 'code',
  http: ['POST', '/access/resumptions'],
  socket: true,
});

export const makeCode = operation<Record<never, never>, ResumeCode>()({
  name: 'access.code',
  summary:
    'Makes a resume code that opens "Your data", and goes on in the widget, on any device. A new one voids the one before, and ends elsewhere what that had opened (REQ-1, WID-15).',
  capability: 'data.own',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/access/codes'],
  socket: true,
});
