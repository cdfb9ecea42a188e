import { css, html, type CSSResultGroup, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { readMasking, setMasking, type MaskingPattern } from '@parlour/shared/protocol/masking.js';
import { maskText } from '@parlour/shared/rules/masking.js';
import { patternLimits, SafePattern } from '@parlour/shared/rules/safe-pattern.js';
import { UnsafePattern } from '@parlour/shared/rules/unsafe-pattern.js';
import { maskingTexts as words } from './masking-texts.js';
import { textOf, WordListPage } from './word-list-page.js';

interface Item extends MaskingPattern {
  /** Its place in the list. */
  readonly id: string;
}

type Tried =
  | { readonly is: 'nothing' }
  | { readonly is: 'unsafe'; readonly why: string }
  | { readonly is: 'tried'; readonly text: string; readonly matched: boolean };

/** POL-6: the merchant's own patterns, tried on a text while they are written. */
export class MaskingPage extends WordListPage<Item> {
  static override properties = {
    ...WordListPage.properties,
    draft: { state: true },
    sample: { state: true },
  };
  /** What stands in the pattern's field; null where nobody has written there since the form was filled. */
  declare protected draft: string | null;
  declare protected sample: string;

  constructor() {
    super(words);
    this.draft = null;
    this.sample = words.sampleText;
  }

  protected override async read(call: Call): Promise<readonly Item[]> {
    const { patterns } = await call(readMasking, {});
    return patterns.map((pattern, index) => ({ ...pattern, id: String(index) }));
  }

  protected override async save(call: Call, id: string | undefined, fields: FormData): Promise<string> {
    const written = { name: textOf(fields, 'name').trim(), pattern: textOf(fields, 'pattern') };
    const { patterns } = await call(readMasking, {});
    const at = id === undefined ? patterns.length : Number(id);
    await call(setMasking, { patterns: [...patterns.slice(0, at), written, ...patterns.slice(at + 1)] });
    this.draft = null;
    return written.name;
  }

  protected override async discard(call: Call, { name, pattern }: Item): Promise<void> {
    const { patterns } = await call(readMasking, {});
    await call(setMasking, {
      patterns: patterns.filter((one) => one.name !== name || one.pattern !== pattern),
    });
    this.draft = null;
  }

  protected override nameOf({ name }: Item): string {
    return name;
  }

  protected override row({ name, pattern }: Item): TemplateResult {
    return html`<strong dir="auto">${name}</strong> <code dir="ltr">${pattern}</code>`;
  }

  #try(pattern: string): Tried {
    if (pattern === '') return { is: 'nothing' };
    try {
      const { text, masked } = maskText(this.sample, [new SafePattern(pattern)]);
      return { is: 'tried', text, matched: masked.includes('merchant_pattern') };
    } catch (error) {
      if (error instanceof UnsafePattern) return { is: 'unsafe', why: error.message };
      throw error;
    }
  }

  protected override fields(item: Item | null): TemplateResult {
    const tried = this.#try(this.draft ?? item?.pattern ?? '');
    return html`<div class="field">
        <label for="name">${words.name}</label>
        <input
          id="name"
          name="name"
          required
          maxlength="80"
          autocomplete="off"
          dir="auto"
          .value=${item?.name ?? ''}
        />
      </div>
      <div class="field">
        <label for="pattern">${words.pattern}</label>
        <input
          id="pattern"
          name="pattern"
          class="pattern"
          required
          maxlength=${patternLimits.characters}
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          dir="ltr"
          aria-describedby="pattern-hint unsafe"
          aria-invalid=${tried.is === 'unsafe'}
          .value=${item?.pattern ?? ''}
          @input=${({ target }: InputEvent) => (this.draft = (target as HTMLInputElement).value)}
        />
        <p class="soft small" id="pattern-hint">${words.patternHint}</p>
        <p class="field-error" id="unsafe" role="status">${tried.is === 'unsafe' ? tried.why : ''}</p>
      </div>
      <div class="field">
        <label for="sample">${words.sample}</label>
        <textarea
          id="sample"
          maxlength="500"
          dir="auto"
          .value=${this.sample}
          @input=${({ target }: InputEvent) => (this.sample = (target as HTMLTextAreaElement).value)}
        ></textarea>
      </div>
      <div class="field">
        <p class="soft small" id="result">${words.result}</p>
        <output for="pattern sample" aria-labelledby="result" dir="auto">${outcome(tried)}</output>
      </div>`;
  }

  static override styles: CSSResultGroup = [
    WordListPage.styles,
    css`
      code,
      .pattern {
        font-family: ui-monospace, monospace;
      }
      output {
        display: block;
        padding: var(--space-3);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      #unsafe:empty {
        display: none;
      }
    `,
  ];
}

function outcome(tried: Tried): TemplateResult | string {
  if (tried.is === 'nothing') return html`<span class="soft">${words.noPattern}</span>`;
  if (tried.is === 'unsafe') return html`<span class="soft">–</span>`;
  return html`${tried.text}${tried.matched ? '' : html`<br /><span class="soft small">${words.unmatched}</span>`}`;
}
