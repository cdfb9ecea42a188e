/** One labelled field, with a hint and what is wrong with it. */
import { html, nothing, type TemplateResult } from 'lit';

export interface FieldShape {
  readonly id: string;
  readonly label: string;
  readonly type?: string;
  readonly autocomplete?: string;
  readonly hint?: string;
  readonly error?: string | undefined;
}

export const field = ({
  id,
  label,
  type = 'text',
  autocomplete = 'off',
  hint,
  error,
}: FieldShape): TemplateResult =>
  html`<div class="field">
    <label for=${id}>${label}</label>
    <input
      id=${id}
      name=${id}
      type=${type}
      autocomplete=${autocomplete as 'off'}
      autocapitalize="none"
      spellcheck="false"
      aria-invalid=${error ? 'true' : 'false'}
      aria-describedby="${id}-hint ${id}-error"
    />
    <p id="${id}-hint" class="soft small">${hint ?? nothing}</p>
    <p id="${id}-error" class="field-error">${error ?? nothing}</p>
  </div>`;

export const valueOf = (root: ParentNode, id: string): string =>
  root.querySelector<HTMLInputElement>(`#${id}`)?.value ?? '';
