/**
 * What a page's content security policy must allow for the widget: the one place that says so. The embed code shows
 * it, the demo's pages send it, and the live check looks for it.
 */
export const widgetPolicy = (
  server: string,
  isolation?: 'frame',
): Readonly<Record<'script-src' | 'connect-src', readonly string[]>> & {
  readonly 'frame-src'?: readonly string[];
} => ({
  'script-src': [server],
  'connect-src': [server, server.replace(/^http/, 'ws')],
  ...(isolation === 'frame' && { 'frame-src': [server] }),
});
