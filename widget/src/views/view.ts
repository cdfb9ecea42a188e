import type { AskedPurpose, ConsentFlags } from '@parlour/shared/model/purpose.js';
import type { nothing, TemplateResult } from 'lit';
import type { Device } from '../device/device.js';
import type { Locale, Texts } from '../locales/load-texts.js';
import type { Visit } from '../visit/visit.js';
import type { Failure } from '../visit/visit-state.js';

export type Sheet = 'why' | 'data' | 'end' | 'code';

/** What the views are drawn from. They read it, and tell what the person did; they keep nothing themselves. */
export interface View {
  readonly t: Texts;
  /** Language of the texts. */
  readonly locale: Locale;
  /** The launcher's word, where the page has one of its own. */
  readonly label: string | null;
  /** The person's own, for dates. */
  readonly dateLocale: string;
  readonly now: number;
  readonly visit: Visit;
  /** Origin of the server. */
  readonly server: string;
  readonly device: Device;
  /** What is written and not yet sent. */
  readonly draft: string;
  /** What is ticked on the consent card. */
  readonly ticked: ConsentFlags;
  /** What is open above the composer. */
  readonly sheet: Sheet | null;
  /** Why the last thing that was asked for in a sheet did not work. */
  readonly failure: Failure | null;
  readonly unread: number;
  /** A resume code, where one has been made; forgotten with the person. */
  code: string | null;

  /** Draws who answers beside their name; absent until that is here (`later/face.ts`). */
  face?(view: View): TemplateResult | typeof nothing;
  /** An agent's name as the merchant lets it be shown. */
  nameOf(name: string): string;
  redraw(): void;
  show(): void;
  minimise(): void;
  write(text: string): void;
  submit(): void;
  tick(purpose: AskedPurpose, given: boolean): void;
  decide(purpose: AskedPurpose, given: boolean): void;
  clearDevice(): void;
  toggle(sheet: Sheet | null): void;
  end(): Promise<void>;
  /** Shows why something that was asked for did not work, and hands it on. */
  attempt(action: Promise<Failure | null>): Promise<Failure | null>;
  startOver(): void;
}
