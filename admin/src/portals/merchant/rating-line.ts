import { html, nothing, type TemplateResult } from 'lit';
import type { RatingView } from '@parlour/shared/model/conversation.js';
import { exactly, moment } from '../../ui/format.js';
import { texts } from './flow-texts.js';

/** CNV-5: how the consumer found the conversation, where they have said so. */
export const ratingLine = (rating: RatingView | undefined): TemplateResult | typeof nothing =>
  rating === undefined
    ? nothing
    : html`<p class="closed rating">
        <strong>${texts.rated(rating.score)}</strong>
        <span class="soft small" title=${exactly(rating.at)}>${moment(rating.at)}</span>
        ${rating.comment === '' ? nothing : html`<q dir="auto">${rating.comment}</q>`}
      </p>`;
