import type { LaterView } from '../later.js';
import { ending } from './ending.js';
import { resume } from './resume.js';
import { why } from './why.js';
import { yourData } from './your-data.js';

/** What unfolds above the composer. */
export const sheets: LaterView = (view, l) =>
  ({ why, data: yourData, end: ending, code: resume })[view.sheet ?? 'end'](view, l);
