import { disclosedFields, type DisclosedField } from '@parlour/shared/model/disclosure.js';
import { day } from '@parlour/shared/rules/expiry.js';
import type { CommonTexts } from '../../../ui/texts.js';
import type { DisclosureTexts } from '../disclosure-texts.js';
import type { MailDoorTexts } from '../mail-door-texts.js';
import type { OwnWordsTexts } from '../own-words-texts.js';
import type { Texts } from '../texts.js';

/** Everything that the consumer portal says, in one language. */
export interface Words {
  readonly common: Pick<CommonTexts, 'tryAgain' | 'cancel' | 'loading' | 'failure'>;
  readonly portal: Texts;
  readonly disclosures: DisclosureTexts;
  readonly ownWords: OwnWordsTexts;
  readonly mailDoor: MailDoorTexts;
}

/** What of a conversation was disclosed, as a list: none of it, all of it, or these fields. */
export const fieldListIn =
  (said: {
    readonly none: string;
    readonly all: string;
    readonly between: string;
    readonly fields: Readonly<Record<DisclosedField, string>>;
  }): DisclosureTexts['fieldList'] =>
  (list) => {
    if (list.length === 0) return said.none;
    if (list.length === disclosedFields.length) return said.all;
    return disclosedFields
      .filter((field) => list.includes(field))
      .map((field) => said.fields[field])
      .join(said.between);
  };

const year = 365.25 * day;

/** How long something is kept, in whole or half years where it is so; else as the chat says a duration. */
export const yearsIn =
  (duration: (ms: number) => string) =>
  (ms: number): string => {
    const years = Math.round((ms / year) * 2) / 2;
    if (years < 0.5 || Math.abs(years * year - ms) > day) return duration(ms);
    const { lang } = document.documentElement;
    return new Intl.NumberFormat(lang, { style: 'unit', unit: 'year', unitDisplay: 'long' }).format(years);
  };
