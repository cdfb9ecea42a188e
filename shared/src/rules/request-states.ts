/** REQ-6: how a request may go on. Pure; whoever asks for something else is refused. */
import { isClosed, type RefusalReason, type RequestState } from '../model/request.js';
import type { CalendarDate } from './deadline.js';

export type RequestAction = 'verify' | 'start' | 'extend' | 'fulfil' | 'fulfil_partly' | 'deny';

export interface Step {
  readonly action: RequestAction;
  readonly reason?: RefusalReason | undefined;
  /** What the requester is told. */
  readonly answer?: string | undefined;
}

export type Refused =
  'closed' | 'reason_missing' | 'answer_missing' | 'too_late_to_extend' | 'extended_already';

export function nextState(
  state: RequestState,
  { action, reason, answer = '' }: Step,
  { today, noticeBy }: { today: CalendarDate; noticeBy: CalendarDate },
): { readonly state: RequestState } | { readonly refused: Refused } {
  if (isClosed(state)) return { refused: 'closed' };
  switch (action) {
    case 'verify':
      return { state: 'verifying' };
    case 'start':
      return { state: state === 'extended' ? 'extended' : 'in_progress' };
    case 'extend':
      if (state === 'extended') return { refused: 'extended_already' };
      if (today > noticeBy) return { refused: 'too_late_to_extend' };
      // The notice of a longer wait must say why.
      return answer.trim() === '' ? { refused: 'answer_missing' } : { state: 'extended' };
    case 'fulfil':
      return { state: 'fulfilled' };
    case 'fulfil_partly':
      return answer.trim() === '' ? { refused: 'answer_missing' } : { state: 'partially_fulfilled' };
    case 'deny':
      if (reason === undefined) return { refused: 'reason_missing' };
      return answer.trim() === '' ? { refused: 'answer_missing' } : { state: 'denied' };
  }
}
