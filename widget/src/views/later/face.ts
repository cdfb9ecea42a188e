/** ACC-8 in the widget: who answers, beside their name. */
import { apiBase } from '@parlour/shared/protocol/define.js';
import { pictureSide, readPicture } from '@parlour/shared/protocol/picture.js';
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { isDataReduced } from '../../device/reduced-data.js';
import type { View } from '../view.js';
import { faceStyles } from './face.styles.js';
import { Picture } from './pictures.js';
import { wear } from './wear.js';

const dress = wear(faceStyles);

/** By address; null for what could not be had. */
const known = new Map<string, Picture | null>();

/** From now on the header shows it. */
export function introduce(view: View): void {
  if (view.face) return;
  view.face = face;
  // The header has been drawn already in this turn.
  queueMicrotask(() => view.redraw());
}

/**
 * Decorative: the name stands beside it. Drawn on a canvas as all pictures are, so that a page's policy need not
 * allow images of ours; the first letter of the name is below it, and stays where it does not come.
 */
function face(view: View): TemplateResult | typeof nothing {
  const agent = answering(view);
  if (!agent?.picture || view.nameOf(agent.name) !== agent.name) return nothing;
  const picture = isDataReduced() ? null : pictureOf(view, agent.picture);
  return html`<span class="face" aria-hidden="true" ${ref(dress)}
    >${firstLetter(agent.name, view.locale)}${
      picture
        ? html`<canvas width=${picture.width} height=${picture.height} ${ref(picture.put)}></canvas>`
        : nothing
    }</span
  >`;
}

function answering({ visit, now }: View) {
  const { state } = visit;
  if (state.is !== 'talking' || state.engine.state.gone || visit.isAway(now)) return null;
  const { conversation } = state.engine.state;
  return conversation?.state === 'active' ? conversation.agent : null;
}

function pictureOf({ server, redraw }: View, id: string): Picture | null {
  const address = `${server}${apiBase}${readPicture.http![1].replace(':picture', encodeURIComponent(id))}`;
  const there = known.get(address);
  if (there !== undefined) return there;
  const picture = new Picture(pictureSide, pictureSide);
  known.set(address, picture);
  load(address)
    .then((bitmap) => picture.show(bitmap))
    .catch(() => {
      known.set(address, null);
      redraw();
    });
  return picture;
}

async function load(address: string): Promise<ImageBitmap> {
  const answer = await fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer' });
  if (!answer.ok) throw new Error(String(answer.status));
  return createImageBitmap(await answer.blob());
}

/** As readers count letters: what is written as several characters stays whole. */
function firstLetter(name: string, locale: string): string {
  const letters = 'Segmenter' in Intl ? new Intl.Segmenter(locale).segment(name.trim()) : [];
  const [first] = [...letters].map(({ segment }) => segment);
  return (first ?? [...name.trim()][0] ?? '').toLocaleUpperCase(locale);
}
