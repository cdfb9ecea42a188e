import { day, hour, minute, type ExpiryReason } from './expiry.js';

/** A duration as a person says it: 90 days, 15 minutes. */
export function durationInWords(ms: number): string {
  const [count, unit] =
    ms >= day ? [ms / day, 'day'] : ms >= hour ? [ms / hour, 'hour'] : [ms / minute, 'minute'];
  const rounded = Math.round(count * 10) / 10;
  return `${rounded} ${unit}${rounded === 1 ? '' : 's'}`;
}

/** RET-1: the explanation in English words. The widget's catalogues carry the same sentences in each locale. */
export function explainExpiry(reasons: readonly ExpiryReason[]): string[] {
  return reasons.map((reason) => {
    const duration = durationInWords(reason.ms);
    switch (reason.rule) {
      case 'since_close':
        return `Deleted ${duration} after the conversation was closed.`;
      case 'since_last_message':
        return `Deleted ${duration} after the last message.`;
      case 'consumer_refused':
        return `Storing the transcript was not agreed to, so it is kept for only ${duration} after the conversation ends.`;
      case 'merchant_rule':
        return `The merchant keeps conversations for ${duration}.`;
      case 'platform_floor':
        return `The platform keeps every conversation for at least ${duration}.`;
      case 'platform_ceiling':
        return `The platform keeps no conversation for longer than ${duration}.`;
      case 'deletion_approved':
        return 'Its deletion was asked for and approved.';
      case 'statutory_floor':
        return `The law keeps every conversation for at least ${duration}.`;
      case 'access_open':
        return 'A copy was asked for and is made first.';
      case 'hold_released':
        return `A legal hold was lifted; it is deleted ${duration} after that.`;
      case 'legal_hold':
        return 'A legal hold delays the deletion. Until it is lifted, nothing is deleted, and after the date nobody but its custodians can read it.';
    }
  });
}
