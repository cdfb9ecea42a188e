import { html, type CSSResultGroup, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import {
  labelColours,
  labelLimits,
  listLabels,
  removeLabel,
  saveLabel,
  type LabelColour,
  type LabelView,
} from '@parlour/shared/protocol/label.js';
import { words } from './inbox-words.js';
import { labelChip, labelStyles } from './label-chips.js';
import { textOf, WordListPage } from './word-list-page.js';

const { labels } = words;

/** INB-3: the words by which agents sort conversations. */
export class LabelsPage extends WordListPage<LabelView> {
  constructor() {
    super(labels);
  }

  protected override async read(call: Call): Promise<readonly LabelView[]> {
    return (await call(listLabels, {})).labels;
  }

  protected override async save(
    call: Call,
    id: LabelView['id'] | undefined,
    fields: FormData,
  ): Promise<string> {
    const colour = textOf(fields, 'colour') as LabelColour;
    const input = { name: textOf(fields, 'name'), colour, ...(id !== undefined && { id }) };
    return (await call(saveLabel, input)).label.name;
  }

  protected override async discard(call: Call, { id }: LabelView): Promise<void> {
    await call(removeLabel, { id });
  }

  protected override nameOf({ name }: LabelView): string {
    return name;
  }

  protected override row(label: LabelView): TemplateResult {
    return labelChip(label);
  }

  protected override fields(item: LabelView | null): TemplateResult {
    return html`<div class="field">
        <label for="name">${labels.name}</label>
        <input
          id="name"
          name="name"
          required
          maxlength=${labelLimits.name}
          autocomplete="off"
          dir="auto"
          .value=${item?.name ?? ''}
        />
      </div>
      <div class="field">
        <label for="colour">${labels.colour}</label>
        <select id="colour" name="colour">
          ${labelColours.map(
            (colour) =>
              html`<option value=${colour} ?selected=${colour === (item?.colour ?? 'accent')}>
                ${labels.colours[colour]}
              </option>`,
          )}
        </select>
      </div>`;
  }

  static override styles: CSSResultGroup = [WordListPage.styles, labelStyles];
}
