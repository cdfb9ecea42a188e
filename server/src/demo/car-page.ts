import { carsOf, type Car, type Dealer } from './cars.js';
import { embedTag, type Embedding } from './embed.js';
import { carCard, distance, money } from './front-page.js';
import { html, type Html } from './html.js';
import { layout } from './layout.js';

const fact = (name: string, value: string): Html =>
  html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;

/** One car, with its dealer's chat. */
export function carPage(car: Car, dealer: Dealer, embedding: Embedding): string {
  const others = carsOf(dealer).filter(({ slug }) => slug !== car.slug);
  return layout({
    title: `${car.name} · Carfinder`,
    description: car.text,
    widget: embedTag(embedding, dealer.slug),
    body: html`<nav class="crumbs" aria-label="Breadcrumb">
        <a href="/">Cars</a> <span aria-hidden="true">/</span>
        <a href="/dealers/${dealer.slug}">${dealer.name}</a>
      </nav>
      <article class="car">
        <img
          class="picture"
          src="/pictures/${car.slug}.svg"
          alt="${car.name} in ${car.paint[1].toLowerCase()}, from the side"
          width="640"
          height="360"
        />
        <div class="about">
          <h1>${car.name}</h1>
          <p class="price">${money(car.price)}</p>
          <p class="lead">${car.text}</p>
          <dl class="facts">
            ${fact('First registered', String(car.year))} ${fact('Driven', distance(car.kilometres))}
            ${fact('Drive', car.power)} ${fact('Gearbox', car.gearbox)} ${fact('Colour', car.paint[1])}
          </dl>
          ${dealerBox(dealer)}
        </div>
      </article>
      <section aria-labelledby="others">
        <h2 id="others">More from ${dealer.name}</h2>
        <ul class="cars">
          ${others.map(carCard)}
        </ul>
      </section>`,
  });
}

const dealerBox = (dealer: Dealer): Html =>
  html`<div class="dealer-box">
    <h2><a href="/dealers/${dealer.slug}">${dealer.name}</a></h2>
    <p>${dealer.street}<br />${dealer.hours}</p>
    <p>Questions about this car? The chat is at the lower edge of the page.</p>
  </div>`;

/** A dealer's own page, with their chat. */
export const dealerPage = (dealer: Dealer, embedding: Embedding): string =>
  layout({
    title: `${dealer.name} · Carfinder`,
    description: dealer.about,
    widget: embedTag(embedding, dealer.slug),
    body: html`<section class="hero">
        <h1>${dealer.name}</h1>
        <p>${dealer.about}</p>
        <p class="where">${dealer.street} · ${dealer.hours}</p>
      </section>
      <section aria-labelledby="cars">
        <h2 id="cars">On the lot</h2>
        <ul class="cars">
          ${carsOf(dealer).map(carCard)}
        </ul>
      </section>`,
  });
