import { describe, expect, it } from 'vitest';
import { asksForCard } from './card-request.js';

describe('asking for card details', () => {
  it('POL-6 is noticed in a draft, in several languages', () => {
    for (const draft of [
      'What is your card number?',
      'CVV please',
      'Ihre Kreditkartennummer?',
      'votre numéro de carte',
      'su tarjeta de crédito',
    ])
      expect(asksForCard(draft)).toBe(true);
    for (const draft of ['Come by until six', 'I sent you a birthday card', 'The discard pile'])
      expect(asksForCard(draft)).toBe(false);
  });
});
