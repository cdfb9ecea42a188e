/**
 * A WebSocket that is not let in says nothing of the reason. Asked over HTTP the same door does: it refuses the
 * page's origin, or lets it in (then it is the WebSocket that something on the way keeps out), or is not there.
 */
import { socketPath } from '@parlour/shared/protocol/define.js';

export type Diagnosis = 'wrong_origin' | 'no_websocket' | 'away';

export async function diagnose(url: string, site: string | null): Promise<Diagnosis> {
  const query = new URLSearchParams({ EIO: '4', transport: 'polling', ...(site !== null && { site }) });
  try {
    const answer = await fetch(`${url}${socketPath}/?${query}`, { cache: 'no-store' });
    if (answer.ok) return 'no_websocket';
    const { message } = (await answer.json()) as { message?: unknown };
    // A portal has no site key that could be wrong: it is on the server's own origin.
    return site !== null && message === 'wrong_origin' ? 'wrong_origin' : 'away';
  } catch {
    return 'away';
  }
}
