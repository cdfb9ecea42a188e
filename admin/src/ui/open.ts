import { sameOrigin } from '../data/backend.js';
import type { Portal } from './portal.js';
import { wearTokens } from './styles/tokens.js';

/** Puts a portal on its page, in the project's colours and connected to the server that the page came from. */
export function open(tag: string): void {
  wearTokens();
  const portal = document.createElement(tag) as Portal;
  portal.backend = sameOrigin();
  document.body.append(portal);
}
