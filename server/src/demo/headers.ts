import { widgetPolicy } from '../sites/widget-policy.js';

/** What a page needs beyond the widget's lines, by directive. */
type More = Readonly<Partial<Record<'connect-src' | 'trusted-types', string>>>;

/** The examples ask the site itself who is signed in, and Vue makes a policy of its own where types are asked for. */
export const exampleNeeds: More = { 'connect-src': "'self'", 'trusted-types': 'vue' };

/**
 * What the demo's pages allow: themselves and the widget, nothing else. The widget's lines are those that its
 * README names; the rest is as strict as a careful site's, so that the demo proves that they are enough.
 */
export function pageHeaders(server: string, more: More = {}): Record<string, string> {
  const widget = widgetPolicy(server);
  const line = (name: keyof More, ...sources: readonly string[]): string =>
    [name, ...sources, ...(more[name] ? [more[name]] : [])].join(' ');
  return {
    'content-security-policy': [
      "default-src 'none'",
      `script-src 'self' ${widget['script-src'].join(' ')}`,
      line('connect-src', ...widget['connect-src']),
      `frame-src ${server}`,
      "style-src 'self'",
      "img-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      line('trusted-types', 'lit-html'),
    ].join('; '),
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
  };
}
