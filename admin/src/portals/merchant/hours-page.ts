import { css, html, nothing, type TemplateResult } from 'lit';
import { readHours, setHours, type HoursView } from '@parlour/shared/protocol/hours.js';
import {
  isTimeZone,
  openingAt,
  type Holiday,
  type OpeningHours,
} from '@parlour/shared/rules/opening-hours.js';
import { ownTimeZone, weekdayIn } from '../../ui/format.js';
import { intervalsField } from './intervals-field.js';
import { SettingPage } from './setting-page.js';
import { settingsTexts } from './settings-texts.js';

const words = settingsTexts.hours;
const time = /^\d\d:\d\d$/;
const isYearly = (date: string): boolean => date.length === 5;

const office = [{ from: '09:00', to: '17:00' }];
const usual = (): OpeningHours => ({
  timeZone: ownTimeZone(),
  week: [office, office, office, office, office, [], []],
  holidays: [],
});

/** CNV-4: when the merchant is open, with what it means in words at every change. For managers. */
export class HoursPage extends SettingPage<HoursView> {
  #draft: OpeningHours | null = null;

  protected override readonly words = words;
  protected override fetch(): Promise<HoursView> {
    return this.call(readHours, {});
  }

  protected override take({ hours }: HoursView): void {
    this.#draft = hours;
  }

  #put(part: Partial<OpeningHours>): void {
    if (this.#draft) this.#draft = { ...this.#draft, ...part };
    this.changed();
  }

  #store(hours: OpeningHours | null): void {
    void this.save(() => this.call(setHours, { hours }));
  }

  protected override form(): TemplateResult {
    const draft = this.#draft;
    if (!draft)
      return html`<div class="card">
        <p>${words.none}</p>
        <div class="row">
          <button class="button next" type="button" @click=${() => ((this.#draft = usual()), this.changed())}>
            ${words.begin}
          </button>
          <p role="status">${this.deed.said || nothing}</p>
        </div>
      </div>`;
    const submit = (event: SubmitEvent): void => {
      event.preventDefault();
      this.#store(draft);
    };
    return html`<form @submit=${submit}>
      <div class="notice ${this.#standing(draft).open ? 'ok' : ''}" role="status">
        <p>${this.#standing(draft).words}</p>
      </div>
      ${this.#zone(draft)} ${this.#week(draft)} ${this.#holidays(draft)} ${this.end()}
      <button class="button quiet away" type="button" @click=${() => this.#store(null)}>${words.end}</button>
    </form>`;
  }

  /** What the draft means now, in the merchant's own time. */
  #standing(draft: OpeningHours): { open: boolean; words: string } {
    const intervals = [...draft.week.flat(), ...draft.holidays.flatMap(({ open }) => open)];
    const isComplete =
      isTimeZone(draft.timeZone) &&
      draft.holidays.every(({ date }) => date !== '') &&
      intervals.every(({ from, to }) => time.test(from) && time.test(to));
    if (!isComplete) return { open: false, words: words.incomplete };
    const { open, changesAt } = openingAt(draft, Date.now());
    if (changesAt === null) return { open, words: open ? words.alwaysOpen : words.neverOpen };
    const when = weekdayIn(changesAt, draft.timeZone);
    return { open, words: open ? words.nowOpen(when) : words.nowClosed(when) };
  }

  #zone({ timeZone }: OpeningHours): TemplateResult {
    const isWrong = timeZone !== '' && !isTimeZone(timeZone);
    return html`<div class="field">
      <label for="zone">${words.timeZone}</label>
      <input
        id="zone"
        list="zones"
        required
        autocomplete="off"
        spellcheck="false"
        aria-invalid=${isWrong}
        aria-describedby="zone-hint"
        .value=${timeZone}
        @input=${({ target }: Event) => this.#put({ timeZone: (target as HTMLInputElement).value })}
      />
      <datalist id="zones">
        ${Intl.supportedValuesOf('timeZone').map((zone) => html`<option value=${zone}></option>`)}
      </datalist>
      <p id="zone-hint" class="small ${isWrong ? 'field-error' : 'soft'}">
        ${isWrong ? words.badZone : words.zoneHint}
      </p>
    </div>`;
  }

  #week({ week }: OpeningHours): TemplateResult {
    const put = (at: number, open: OpeningHours['week'][number]): void =>
      this.#put({ week: week.map((one, index) => (index === at ? open : one)) });
    const copy = (): void =>
      this.#put({ week: week.map((one, index) => (index < 5 ? (week[0] ?? one) : one)) });
    return html`<section class="card" aria-labelledby="week">
      <div class="row">
        <h2 id="week">${words.week}</h2>
        <button class="button quiet" type="button" @click=${copy}>${words.copy}</button>
      </div>
      <dl class="days">
        ${words.days.map(
          (day, at) =>
            html`<dt>${day}</dt>
              <dd>${intervalsField(day, week[at] ?? [], (open) => put(at, open))}</dd>`,
        )}
      </dl>
    </section>`;
  }

  #holidays({ holidays }: OpeningHours): TemplateResult {
    const add = (): void => this.#put({ holidays: [...holidays, { date: '', name: '', open: [] }] });
    return html`<section class="card" aria-labelledby="holidays">
      <div>
        <h2 id="holidays">${words.holidays}</h2>
        <p class="soft">${words.holidaysLead}</p>
      </div>
      ${holidays.length === 0 ? html`<p class="soft">${words.noHolidays}</p>` : nothing}
      ${holidays.map((holiday, at) => this.#holiday(holiday, at, holidays))}
      <div><button class="button" type="button" @click=${add}>${words.addHoliday}</button></div>
    </section>`;
  }

  #holiday(holiday: Holiday, at: number, all: readonly Holiday[]): TemplateResult {
    const { date, name, open } = holiday;
    const put = (part: Partial<Holiday>): void =>
      this.#put({ holidays: all.map((one, index) => (index === at ? { ...one, ...part } : one)) });
    const year = new Date().getFullYear();
    // A yearly day is shown in a leap year, so that 29 February can be one.
    const shown = isYearly(date) ? `2028-${date}` : date;
    return html`<div class="holiday">
      <div class="field">
        <label for="name-${at}">${words.name}</label>
        <input
          id="name-${at}"
          maxlength="80"
          .value=${name}
          @input=${({ target }: Event) => put({ name: (target as HTMLInputElement).value })}
        />
      </div>
      <div class="field">
        <label for="date-${at}">${words.date}</label>
        <input
          id="date-${at}"
          type="date"
          required
          .value=${shown}
          @change=${({ target }: Event) => {
            const { value } = target as HTMLInputElement;
            put({ date: isYearly(date) ? value.slice(5) : value });
          }}
        />
      </div>
      <label class="tick"
        ><input
          type="checkbox"
          .checked=${isYearly(date)}
          ?disabled=${date === ''}
          @change=${({ target }: Event) =>
            put({
              date: (target as HTMLInputElement).checked ? date.slice(-5) : `${year}-${date.slice(-5)}`,
            })}
        />${words.yearly}</label
      >
      ${intervalsField(name || words.thisHoliday, open, (changed) => put({ open: changed }))}
      <button
        class="button quiet"
        type="button"
        aria-label=${words.removeHoliday(name)}
        @click=${() => this.#put({ holidays: all.filter((_one, index) => index !== at) })}
      >
        ${settingsTexts.remove}
      </button>
    </div>`;
  }

  static override styles = [
    ...SettingPage.styles,
    css`
      .days {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: var(--space-2) var(--space-4);
        align-items: baseline;
      }
      .days dt {
        font-weight: 550;
      }
      .intervals {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-4);
      }
      .interval {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
      }
      .interval input {
        inline-size: auto;
      }
      .interval .button {
        padding-inline: var(--space-2);
      }
      .holiday {
        display: grid;
        grid-template-columns: minmax(120px, 1fr) max-content max-content;
        gap: var(--space-2) var(--space-4);
        align-items: end;
        padding-block-end: var(--space-3);
        border-block-end: 1px solid var(--line);
      }
      .holiday .intervals {
        grid-column: 1 / -2;
      }
      .holiday .tick {
        min-block-size: 40px;
      }
      .away {
        justify-self: start;
      }
      @media (max-width: 720px) {
        .days,
        .holiday {
          grid-template-columns: minmax(0, 1fr);
        }
        .interval input {
          inline-size: 8.3em;
          padding-inline: var(--space-2);
        }
        .days {
          gap: var(--space-1);
        }
        .days dd {
          padding-block-end: var(--space-3);
        }
        .holiday .intervals {
          grid-column: auto;
        }
      }
    `,
  ];
}
