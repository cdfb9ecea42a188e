/**
 * Whether the visitor wants little data used: by `prefers-reduced-data` (Media Queries 5), or by the browser's own
 * switch (https://wicg.github.io/savedata/). Then nothing is fetched that nobody has asked for.
 */
export const isDataReduced = (): boolean =>
  (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true ||
  matchMedia('(prefers-reduced-data:reduce)').matches;
