/** ACC-8: who somebody is, small, where their name stands. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { apiBase } from '@parlour/shared/protocol/define.js';
import type { PictureId } from '@parlour/shared/model/ids.js';
import { readPicture } from '@parlour/shared/protocol/picture.js';

const pictureAddress = (picture: PictureId): string =>
  `${apiBase}${readPicture.http![1].replace(':picture', picture)}`;

export interface Pictured {
  readonly name: string;
  readonly picture?: PictureId | undefined;
}

const show = (isThere: boolean) => (event: Event) =>
  void ((event.currentTarget as HTMLElement).hidden = !isThere);

/** Decorative, since the name is beside it: the picture over the first letter, which stays where there is none. */
export const face = ({ name, picture }: Pictured): TemplateResult =>
  html`<span class="face" aria-hidden="true"
    >${firstLetter(name)}${
      picture
        ? html`<img
            src=${pictureAddress(picture)}
            alt=""
            decoding="async"
            @load=${show(true)}
            @error=${show(false)}
          />`
        : nothing
    }</span
  >`;

function firstLetter(name: string): string {
  const letters = 'Segmenter' in Intl ? new Intl.Segmenter().segment(name.trim()) : [];
  const [first] = [...letters].map(({ segment }) => segment);
  return (first ?? [...name.trim()][0] ?? '').toLocaleUpperCase();
}

/** As large as `--face` says. */
export const faces = css`
  .face {
    position: relative;
    flex: none;
    display: inline-grid;
    place-items: center;
    inline-size: var(--face, 28px);
    block-size: var(--face, 28px);
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: 50%;
    background: var(--paper-sunken);
    color: var(--ink-soft);
    font-size: calc(var(--face, 28px) * 0.45);
    font-weight: 550;
    line-height: 1;
    vertical-align: middle;
    user-select: none;
  }
  .face img,
  .face canvas {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
`;
