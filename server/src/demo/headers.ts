import { widgetPolicy } from '../sites/widget-policy.js';

/**
 * What the demo's pages allow: themselves and the widget, nothing else. The widget's lines are those that its
 * README names; the rest is as strict as a careful site's, so that the demo proves that they are enough.
 */
export function pageHeaders(server: string): Record<string, string> {
  const widget = widgetPolicy(server);
  return {
    'content-security-policy': [
      "default-src 'none'",
      `script-src 'self' ${widget['script-src'].join(' ')}`,
      `connect-src ${widget['connect-src'].join(' ')}`,
      `frame-src ${server}`,
      "style-src 'self'",
      "img-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types lit-html',
    ].join('; '),
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
  };
}
