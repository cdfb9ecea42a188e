/**
 * POL-6: whether an agent's draft asks for card details. It warns and does not refuse: a sentence that names a card
 * number may just as well say that none should be written.
 */
const asks =
  /\b(card (number|details)|credit card|debit card|security code|cvv2?|cvc2?|social security number|ssn|kreditkarten?(nummer|daten)?|pr[uü]fnummer|num[eé]ro de (la )?(carte|tarjeta)|carte (bancaire|de cr[eé]dit)|tarjeta de cr[eé]dito|n[uú]mero do cart[aã]o|cart[aã]o de cr[eé]dito)\b/iu;

export const asksForCard = (draft: string): boolean => asks.test(draft);
