import { cars, dealers, type Car } from './cars.js';
import { html, type Html } from './html.js';
import { layout } from './layout.js';

/** What a visitor looks for; empty strings look for everything. */
export interface CarQuery {
  readonly power: string;
  readonly most: string;
  readonly dealer: string;
}

const powers = ['Petrol', 'Diesel', 'Hybrid', 'Electric'] as const;
const prices = [12_000, 16_000, 20_000, 30_000] as const;

export const money = (euros: number): string => `€ ${euros.toLocaleString('en-GB')}`;
export const distance = (kilometres: number): string => `${kilometres.toLocaleString('en-GB')} km`;

export function matches(car: Car, { power, most, dealer }: CarQuery): boolean {
  return (
    (power === '' || car.power === power) &&
    (most === '' || car.price <= Number(most)) &&
    (dealer === '' || car.dealer === dealer)
  );
}

export function frontPage(query: CarQuery): string {
  const found = cars.filter((car) => matches(car, query));
  return layout({
    title: 'Carfinder: good used cars in Fairview',
    description: 'Used cars of two dealers in Fairview, with somebody to ask about each.',
    widget: null,
    body: html`<section class="hero">
        <h1>A good car, and somebody to ask about it.</h1>
        <p>
          ${cars.length} cars from ${dealers.length} dealers in Fairview. Open one and chat with the people
          who sell it.
        </p>
        ${searchForm(query)}
      </section>
      <section aria-labelledby="found">
        <h2 id="found">
          ${found.length === cars.length ? 'All cars' : `${found.length} of ${cars.length} cars`}
        </h2>
        ${
          found.length > 0
            ? html`<ul class="cars">
                ${found.map(carCard)}
              </ul>`
            : html`<p class="nothing">No car is like that today. <a href="/">See all of them</a>.</p>`
        }
      </section>
      <section aria-labelledby="developers">
        <h2 id="developers">For developers</h2>
        <p>
          The chat in a single-page application, with its source to copy:
          <a href="/examples/react">in React</a>, <a href="/examples/vue">in Vue</a>. In every state:
          <a href="/playground">the playground</a>.
        </p>
      </section>`,
  });
}

const option = (value: string, label: string, chosen: string): Html =>
  value === chosen
    ? html`<option value="${value}" selected>${label}</option>`
    : html`<option value="${value}">${label}</option>`;

const searchForm = ({ power, most, dealer }: CarQuery): Html =>
  html`<form class="search" action="/" method="get">
    <label
      >Drive<select name="power">
        ${option('', 'Any', power)}${powers.map((name) => option(name, name, power))}
      </select></label
    >
    <label
      >Price up to<select name="most">
        ${option('', 'Any', most)}${prices.map((price) => option(String(price), money(price), most))}
      </select></label
    >
    <label
      >Dealer<select name="dealer">
        ${option('', 'Both', dealer)}${dealers.map(({ slug, name }) => option(slug, name, dealer))}
      </select></label
    >
    <button>Show cars</button>
  </form>`;

export const carCard = (car: Car): Html =>
  html`<li class="card">
    <img src="/pictures/${car.slug}.svg" alt="" width="640" height="360" loading="lazy" />
    <div>
      <h3><a href="/cars/${car.slug}">${car.name}</a></h3>
      <p class="facts">${car.year} · ${distance(car.kilometres)} · ${car.power}</p>
      <p class="price">${money(car.price)}</p>
      <p class="dealer">${dealers.find(({ slug }) => slug === car.dealer)?.name ?? ''}</p>
    </div>
  </li>`;
