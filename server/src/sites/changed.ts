import type { Context } from '../context.js';

/** AUT-3: sites, placements or organizations are not what they were: every node forgets what it remembers of them. */
export const directoryChanged = ({ bus }: Pick<Context, 'bus'>): void => bus.tell('directory.changed', {});
