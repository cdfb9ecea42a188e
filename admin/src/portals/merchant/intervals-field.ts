import { html, nothing, type TemplateResult } from 'lit';
import { minutesOf, type OpenInterval } from '@parlour/shared/rules/opening-hours.js';
import { icon } from '../../ui/icons.js';
import { settingsTexts } from './settings-texts.js';

const words = settingsTexts.hours;

/** What the times mean where it is not plain; nothing where it is. */
function meaning({ from, to }: OpenInterval): string {
  if (!from || !to || minutesOf(to) > minutesOf(from)) return '';
  return from === to ? words.wholeDay : words.overMidnight;
}

/** The hours of one day: none, or several. `change` gets them all. */
export const intervalsField = (
  day: string,
  open: readonly OpenInterval[],
  change: (open: OpenInterval[]) => void,
): TemplateResult => {
  const put = (at: number, part: Partial<OpenInterval>): void =>
    change(open.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const time = (at: number, part: 'from' | 'to'): TemplateResult =>
    html`<input
      type="time"
      required
      aria-label="${day}: ${words[part]}"
      .value=${open[at]?.[part] ?? ''}
      @input=${({ target }: Event) => put(at, { [part]: (target as HTMLInputElement).value })}
    />`;
  return html`<div class="intervals" role="group" aria-label=${day}>
    ${open.length === 0 ? html`<span class="soft">${words.closed}</span>` : nothing}
    ${open.map(
      (interval, at) =>
        html`<div class="interval">
          ${time(at, 'from')}<span aria-hidden="true">–</span>${time(at, 'to')}
          <span class="soft small">${meaning(interval)}</span>
          <button
            class="button quiet"
            type="button"
            title=${words.removeInterval(day)}
            aria-label=${words.removeInterval(day)}
            @click=${() => change(open.filter((_one, index) => index !== at))}
          >
            ${icon('close')}
          </button>
        </div>`,
    )}
    <button
      class="button quiet"
      type="button"
      aria-label=${words.addInterval(day)}
      aria-disabled=${open.length >= 6}
      @click=${() => open.length < 6 && change([...open, open.length === 0 ? { from: '09:00', to: '17:00' } : { from: '', to: '' }])}
    >
      ${settingsTexts.add}
    </button>
  </div>`;
};
