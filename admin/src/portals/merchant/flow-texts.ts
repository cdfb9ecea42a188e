/** The texts of who answers: offers, availability, transfer, snooze, blocking, ratings. */
export const texts = {
  rated: (score: number) => `The consumer gave ${score} of 5.`,
} as const;
