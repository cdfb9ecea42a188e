import type { Value } from '../values/kinds.js';
import { shell } from '../values/shell.js';
import type { Target } from './walk.js';

/** What an operator does to one value. */
export interface Leaf {
  /** Missing documents on the way are made. */
  readonly creates: boolean;
  /** The new value; `undefined` removes the field (or leaves it missing). */
  change(value: Value, target: Target): Value;
}

/** The document as MongoDB's error texts name it. */
export const idText = (target: Target) => `{_id: ${shell(target.root._id)}}`;
