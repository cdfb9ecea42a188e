/**
 * The notice that a consumer reads before the first message: the section "In short" of the privacy agreement for
 * consumers. A decision is bound to the hash of the whole agreement (CON-2).
 */
import type { NoticeView } from '@parlour/shared/protocol/conversation.js';
import type { PolicyVersionView } from '@parlour/shared/protocol/policy.js';

export type Notice = NoticeView;

export function noticeOf({ version, sha256, text }: PolicyVersionView): Notice {
  const [, short] = /^## In short\n+([\s\S]*?)(?=\n+## |$(?![\s\S]))/m.exec(text) ?? [];
  return { version, sha256, text: (short ?? text).trim() };
}
