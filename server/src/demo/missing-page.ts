import { html } from './html.js';
import { layout } from './layout.js';

export const missingPage = (): string =>
  layout({
    title: 'Not here · Carfinder',
    description: 'There is no such page.',
    widget: null,
    body: html`<section class="hero">
      <h1>There is no such page.</h1>
      <p>Perhaps the car is sold. <a href="/">See the ones that are not</a>.</p>
    </section>`,
  });
