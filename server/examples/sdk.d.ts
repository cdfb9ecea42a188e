/** What the tag adds to `window`: `Parlour`, and its events. */
import type {} from '../../widget/src/sdk.js';
