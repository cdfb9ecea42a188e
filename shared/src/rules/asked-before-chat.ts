/**
 * WID-12: a merchant may insist on a field before the chat only where the information use agreement that binds it names
 * what for. The agreement does so under a heading of this name, a line for each kind: `- Order number: to find …`.
 */
import type { PreChatKind } from '../model/pre-chat.js';

const section = /^##[ \t]+what may be asked before a chat[ \t]*$([\s\S]*?)(?=^##[ \t]|$(?![\s\S]))/im;
const line = /^[-*][ \t]+([^:\n]+):[ \t]*\S/gm;
const words: Readonly<Record<PreChatKind, string>> = {
  name: 'name',
  email: 'e-mail address',
  order_number: 'order number',
  text: 'free text',
  choice: 'choice',
};

/** The kinds that the agreement's text names a purpose for. */
export function namedKinds(agreement: string): PreChatKind[] {
  const [, lines = ''] = section.exec(agreement) ?? [];
  const named = new Set([...lines.matchAll(line)].map(([, name]) => name!.trim().toLowerCase()));
  return (Object.keys(words) as PreChatKind[]).filter((kind) => named.has(words[kind]));
}
