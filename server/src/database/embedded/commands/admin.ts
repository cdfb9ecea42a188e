import type { Commands } from './command.js';

/** Commands of this store alone, for `parlour store`. */
export const adminCommands: Commands = {};
