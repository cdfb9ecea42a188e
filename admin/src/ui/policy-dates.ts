const dates = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' });

/** The day on which a version takes effect, in the reader's zone. */
export const day = (at: number): string => dates.format(at);
