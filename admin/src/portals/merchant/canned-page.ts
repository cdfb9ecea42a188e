import { html, type TemplateResult } from 'lit';
import {
  cannedReplyLimits,
  listCannedReplies,
  removeCannedReply,
  saveCannedReply,
  type CannedReplyView,
} from '@parlour/shared/protocol/canned-reply.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import { textLimits } from '@parlour/shared/rules/text.js';
import { words } from './inbox-words.js';
import { textOf, WordListPage } from './word-list-page.js';

const { canned } = words;

/** INB-2: the texts that agents put in with `/`. */
export class CannedPage extends WordListPage<CannedReplyView> {
  constructor() {
    super(canned);
  }

  protected override async read(call: Call): Promise<readonly CannedReplyView[]> {
    return (await call(listCannedReplies, {})).replies;
  }

  protected override async save(
    call: Call,
    id: CannedReplyView['id'] | undefined,
    fields: FormData,
  ): Promise<string> {
    // Whoever types the slash means the same.
    const shortcut = textOf(fields, 'shortcut').trim().replace(/^\//, '');
    const input = { shortcut, text: textOf(fields, 'text'), ...(id !== undefined && { id }) };
    return `/${(await call(saveCannedReply, input)).reply.shortcut}`;
  }

  protected override async discard(call: Call, { id }: CannedReplyView): Promise<void> {
    await call(removeCannedReply, { id });
  }

  protected override nameOf({ shortcut }: CannedReplyView): string {
    return `/${shortcut}`;
  }

  protected override row({ shortcut, text }: CannedReplyView): TemplateResult {
    return html`<strong dir="auto">/${shortcut}</strong>
      <p class="soft" dir="auto">${text}</p>`;
  }

  protected override fields(item: CannedReplyView | null): TemplateResult {
    return html`<div class="field">
        <label for="shortcut">${canned.shortcut}</label>
        <input
          id="shortcut"
          name="shortcut"
          required
          maxlength=${cannedReplyLimits.shortcut}
          autocomplete="off"
          autocapitalize="none"
          aria-describedby="shortcut-hint"
          .value=${item?.shortcut ?? ''}
        />
        <p class="soft small" id="shortcut-hint">${canned.shortcutHint}</p>
      </div>
      <div class="field">
        <label for="text">${canned.text}</label>
        <textarea
          id="text"
          name="text"
          required
          maxlength=${textLimits.maxLength}
          dir="auto"
          aria-describedby="text-hint"
          .value=${item?.text ?? ''}
        ></textarea>
        <p class="soft small" id="text-hint">${canned.textHint}</p>
      </div>`;
  }
}
