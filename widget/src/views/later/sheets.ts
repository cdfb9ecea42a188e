import type { LaterView } from '../later.js';
import { ending } from './ending.js';
import { why } from './why.js';
import { yourData } from './your-data.js';

/** What unfolds above the composer. */
export const sheets: LaterView = (view, l) =>
  (view.sheet === 'why' ? why : view.sheet === 'data' ? yourData : ending)(view, l);
