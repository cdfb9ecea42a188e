/** Numbers of payment cards: ISO/IEC 7812 lengths and issuers, and the check digit of its annex B (Luhn). */
export function fitsLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

export const cardLengths = { shortest: 13, longest: 19 } as const;

/** What the schemes issue. A number that begins otherwise is an order or a telephone number, not a card. */
const schemes: readonly (readonly [issuer: RegExp, lengths: readonly number[]])[] = [
  [/^4/, [13, 16, 19]],
  [/^5[1-5]/, [16]],
  [/^(222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^220[0-4]/, [16, 17, 18, 19]],
  [/^3[47]/, [15]],
  [/^3(0|6|8|9)/, [14, 15, 16, 17, 18, 19]],
  [/^35(2[89]|[3-8])/, [16, 17, 18, 19]],
  [/^(50|5[6-9]|6)/, [13, 14, 15, 16, 17, 18, 19]],
];

export const isCardNumber = (digits: string): boolean =>
  schemes.some(([issuer, lengths]) => issuer.test(digits) && lengths.includes(digits.length)) &&
  fitsLuhn(digits);
