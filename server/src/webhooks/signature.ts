import { createHmac } from 'node:crypto';

/**
 * What stands in `Parlour-Signature`: HMAC-SHA-256 over `<timestamp>.<body>` under the endpoint's secret. The
 * receiver makes the same, compares in constant time, and refuses timestamps older than some minutes.
 */
export const signatureOf = (secret: string, timestamp: number, body: string): string =>
  `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
