/** Node's `ws` in the place of a browser's WebSocket: what a page sends by itself is given by the proxy's port. */
import WebSocket from 'ws';

const headersOf = new Map<string, Record<string, string>>();

/** What every connection to this port carries: origin, cookie, address. */
export const sendHeaders = (port: number, headers: Record<string, string>): void =>
  void headersOf.set(String(port), headers);

class PageSocket extends WebSocket {
  constructor(address: string) {
    super(address, { headers: headersOf.get(new URL(address).port) ?? {}, perMessageDeflate: false });
    // A browser tells no more than that it has closed.
    this.on('error', () => {});
  }
}

export function installWebSocket(): void {
  Object.assign(globalThis, {
    WebSocket: PageSocket,
    // What asks over HTTP why a socket is not let in gets no answer: the network is down, nothing else.
    fetch: () => Promise.reject(new Error('no network')),
  });
}
