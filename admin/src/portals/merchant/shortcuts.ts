/** The keys of the inbox. By `code`, since Alt makes other characters of the letters on some systems. */
export type Shortcut = 'next' | 'previous' | 'reply' | 'note' | 'search' | 'close' | 'list';

const byCode: Readonly<Record<string, Shortcut>> = {
  KeyJ: 'next',
  KeyK: 'previous',
  KeyL: 'reply',
  KeyE: 'close',
  KeyP: 'note',
  KeyS: 'search',
};

const preference = 'parlour-question-mark';

/** WCAG 2.1.4: shortcuts that are a single character (`?` and `/`) can be turned off. Kept on this device, for this browser. */
export const questionMark = {
  get on(): boolean {
    try {
      return localStorage.getItem(preference) !== 'off';
    } catch {
      return true;
    }
  },
  set on(on: boolean) {
    try {
      if (on) localStorage.removeItem(preference);
      else localStorage.setItem(preference, 'off');
    } catch {
      // Without storage the choice cannot be kept: the shortcut stays as it is by default.
    }
  },
};

const isTyping = (event: KeyboardEvent): boolean =>
  event
    .composedPath()
    .some(
      (target) =>
        target instanceof HTMLTextAreaElement ||
        target instanceof HTMLSelectElement ||
        (target instanceof HTMLInputElement && target.type !== 'checkbox'),
    );

/** Which shortcut a key press is; null where it is none. */
export function shortcutOf(event: KeyboardEvent): Shortcut | null {
  if (event.ctrlKey || event.metaKey) return null;
  if (event.altKey) return event.shiftKey ? null : (byCode[event.code] ?? null);
  if (!questionMark.on || isTyping(event)) return null;
  return event.key === '?' ? 'list' : event.key === '/' ? 'search' : null;
}
