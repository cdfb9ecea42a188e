/** What a law makes a merchant keep after the transcript is gone: named fields, and those alone. Never what was said. */
export const obligedFields = ['times', 'agents', 'answers', 'contact', 'consents', 'rating'] as const;

export type ObligedField = (typeof obligedFields)[number];

/** How an obligation is explained to the consumer. */
export interface ObligationTold {
  /** The law, in the words of whoever entered it. */
  readonly basis: string;
  readonly fields: readonly ObligedField[];
  /** Milliseconds from the close. */
  readonly keep: number;
  /** RET-14: the transcript itself, and no single fields. */
  readonly whole?: true | undefined;
}
