/** A policy's text as elements: headings, paragraphs, lists and links, and nothing that a text could bring in. */
import { html, type TemplateResult } from 'lit';
import { readBlocks, type Block, type Inline } from '@parlour/shared/rules/plain-markup.js';

export const policyText = (text: string): TemplateResult =>
  html`<div class="policy">${readBlocks(text).map(blockView)}</div>`;

function blockView(block: Block): TemplateResult {
  switch (block.is) {
    case 'heading':
      return block.level === 2 ? html`<h3>${block.text}</h3>` : html`<h4>${block.text}</h4>`;
    case 'paragraph':
      return html`<p>${inline(block.content)}</p>`;
    case 'list':
      return html`<ul>
        ${block.items.map((item) => html`<li>${inline(item)}</li>`)}
      </ul>`;
  }
}

const inline = (content: readonly Inline[]) =>
  content.map((part) =>
    typeof part === 'string'
      ? part
      : html`<a href=${part.href} target="_blank" rel="noopener noreferrer">${part.text}</a>`,
  );
