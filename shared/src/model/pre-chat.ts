/** What the widget may ask before the first message. */
export const preChatKinds = ['name', 'email', 'order_number', 'text', 'choice'] as const;

export type PreChatKind = (typeof preChatKinds)[number];
