import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passwordLength, passwordProblem, type PasswordCircumstances } from './password.js';

const circumstances = (change: Partial<PasswordCircumstances> = {}): PasswordCircumstances => ({
  secondFactor: false,
  known: ['kim.miller@people.example', 'kim.miller', 'Kim', 'parlour'],
  isCommon: (password) => ['password', 'letmein', 'qwertyuiop'].includes(password),
  ...change,
});

describe('passwords', () => {
  it.each([
    ['a short one', 'fourteen chars', 'too_short'],
    ['one of fifteen', 'fifteen charact', null],
    ['one without digits, capitals and signs', 'just a few plain words', null],
    ['a repetition', 'abcabcabcabcabcabc', 'too_common'],
    ['a common one, doubled', 'passwordpassword', 'too_common'],
    ['a common one with digits after it', 'password1234567', 'too_common'],
    ['the alphabet', 'abcdefghijklmnopq', 'too_common'],
    ['the own address', 'kim.miller@people.example', 'too_alike'],
    ['the own name and the product', 'Parlour-kim.miller', 'too_alike'],
    ['emoji count once each', '🐎🐎🐎🐎🐎', 'too_short'],
  ])('ACC-1 %s', (_title, password, problem) => {
    expect(passwordProblem(password, circumstances())).toBe(problem);
  });

  it.each([
    ['password', 'too_common'],
    ['Password1!', 'too_common'],
    ['qwertyuiop', 'too_common'],
    ['horse9cart', null],
    ['seven77', 'too_short'],
  ])('ACC-1 with a second factor eight characters do: %s', (password, problem) => {
    expect(passwordProblem(password, circumstances({ secondFactor: true }))).toBe(problem);
  });

  it('ACC-1 length alone decides what is too short, whatever the characters are', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40, unit: 'grapheme' }), fc.boolean(), (password, secondFactor) => {
        const least = secondFactor ? passwordLength.withSecondFactor : passwordLength.alone;
        const isShort = [...password.normalize('NFC')].length < least;
        expect(passwordProblem(password, circumstances({ secondFactor })) === 'too_short').toBe(isShort);
      }),
    );
  });
});
