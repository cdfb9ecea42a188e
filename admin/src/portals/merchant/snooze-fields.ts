import { html, type TemplateResult } from 'lit';
import { texts } from './flow-texts.js';

const { snooze: words } = texts;
type Time = keyof typeof words.times;
const times = Object.keys(words.times) as Time[];

/** Until when a conversation is put off: a time that comes soon, one of one's own, or the consumer's next word. */
export const snoozeFields = (now: Date): TemplateResult =>
  html`<p class="soft">${words.lead}</p>
    <fieldset>
      <legend>${words.until}</legend>
      ${times.map(
        (time, index) =>
          html`<label class="choice"
            ><input
              type="radio"
              name="time"
              value=${time}
              ?checked=${index === 0}
            />${words.times[time]}</label
          >`,
      )}
    </fieldset>
    <div class="field">
      <label for="own">${words.own}</label>
      <input
        id="own"
        name="own"
        type="datetime-local"
        min=${local(now)}
        @input=${({ target }: Event) => {
          const form = (target as HTMLInputElement).form!;
          form.querySelector<HTMLInputElement>('[value=chosen]')!.checked = true;
        }}
      />
    </div>`;

/** As `datetime-local` takes it: the clock on the wall, without a zone. */
function local(date: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

const hour = 3_600_000;

export function chosenTime(fields: FormData, now: Date): { until?: number } {
  switch (fields.get('time') as Time) {
    case 'written':
      return {};
    case 'hour':
      return { until: now.getTime() + hour };
    case 'three':
      return { until: now.getTime() + 3 * hour };
    case 'tomorrow':
      return { until: new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 9).getTime() };
    case 'week':
      return { until: now.getTime() + 7 * 24 * hour };
    case 'chosen':
      // Without a time it is refused by the server, in words.
      return { until: new Date(fields.get('own') as string).getTime() || now.getTime() };
  }
}
