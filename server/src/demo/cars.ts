import type { BodyShape } from './car-picture.js';

/** Slugs of the two dealers of the demo; the seed makes a merchant for each. */
export type DealerSlug = 'main-street-motors' | 'harbour-cars';

export interface Dealer {
  readonly slug: DealerSlug;
  readonly name: string;
  readonly street: string;
  readonly hours: string;
  readonly about: string;
}

export const dealers: readonly Dealer[] = [
  {
    slug: 'main-street-motors',
    name: 'Main Street Motors',
    street: '14 Main Street, Fairview',
    hours: 'Monday to Saturday, 9 to 6',
    about:
      'A family garage since 1987. Every car is looked over in our own workshop before it stands outside.',
  },
  {
    slug: 'harbour-cars',
    name: 'Harbour Cars',
    street: '3 Quay Road, Fairview',
    hours: 'Every day, 10 to 7',
    about: 'Electric and small cars by the water. Borrow one for a day before you decide.',
  },
];

export interface Car {
  readonly slug: string;
  readonly dealer: DealerSlug;
  readonly name: string;
  readonly shape: BodyShape;
  /** CSS colour of the paint, and what it is called. */
  readonly paint: readonly [colour: string, name: string];
  readonly year: number;
  readonly kilometres: number;
  /** Whole euros. */
  readonly price: number;
  readonly power: 'Petrol' | 'Diesel' | 'Hybrid' | 'Electric';
  readonly gearbox: 'Manual' | 'Automatic';
  readonly text: string;
}

export const cars: readonly Car[] = [
  {
    slug: 'blue-hatchback',
    dealer: 'main-street-motors',
    name: 'Lindgren Vale 1.2',
    shape: 'hatchback',
    paint: ['#2f6f9f', 'Lake blue'],
    year: 2021,
    kilometres: 38_200,
    price: 13_900,
    power: 'Petrol',
    gearbox: 'Manual',
    text: 'One owner, who drove it to work and back. New tyres last spring, and a boot that takes a pram without folding anything.',
  },
  {
    slug: 'silver-estate',
    dealer: 'main-street-motors',
    name: 'Aalto Marten Estate',
    shape: 'estate',
    paint: ['#9aa5a8', 'Birch silver'],
    year: 2019,
    kilometres: 91_400,
    price: 15_450,
    power: 'Diesel',
    gearbox: 'Automatic',
    text: 'Long, quiet and tidy. It has carried two dogs and shows no sign of them. Full service book, tow bar included.',
  },
  {
    slug: 'red-saloon',
    dealer: 'main-street-motors',
    name: 'Corvina Rondo 2.0',
    shape: 'saloon',
    paint: ['#a63d33', 'Brick red'],
    year: 2022,
    kilometres: 24_900,
    price: 21_200,
    power: 'Hybrid',
    gearbox: 'Automatic',
    text: 'Four litres for a hundred kilometres, on a bad day. Heated seats, reversing camera, and the rest of its warranty.',
  },
  {
    slug: 'green-van',
    dealer: 'main-street-motors',
    name: 'Pell Carrier L2',
    shape: 'van',
    paint: ['#4e7a5b', 'Moss green'],
    year: 2018,
    kilometres: 118_000,
    price: 11_700,
    power: 'Diesel',
    gearbox: 'Manual',
    text: 'A carpenter’s van with a carpenter’s shelves still in it. Ply floor, two sliding doors, tested last month.',
  },
  {
    slug: 'yellow-city-car',
    dealer: 'harbour-cars',
    name: 'Minnow E',
    shape: 'city',
    paint: ['#d9a227', 'Buttercup'],
    year: 2023,
    kilometres: 9_800,
    price: 17_300,
    power: 'Electric',
    gearbox: 'Automatic',
    text: 'Turns in a street as wide as itself. 210 kilometres in summer, 160 in winter, charged overnight from a wall socket.',
  },
  {
    slug: 'teal-suv',
    dealer: 'harbour-cars',
    name: 'Fjord 4 Electric',
    shape: 'suv',
    paint: ['#1f7a7d', 'Deep teal'],
    year: 2022,
    kilometres: 31_500,
    price: 32_800,
    power: 'Electric',
    gearbox: 'Automatic',
    text: 'Sits high, glides low. Battery tested at 96 %, report on request. Roof rails, and it pulls a small boat.',
  },
  {
    slug: 'white-hatchback',
    dealer: 'harbour-cars',
    name: 'Sandling Hybrid',
    shape: 'hatchback',
    paint: ['#d8d9d4', 'Chalk'],
    year: 2020,
    kilometres: 46_700,
    price: 16_100,
    power: 'Hybrid',
    gearbox: 'Automatic',
    text: 'The car that driving instructors buy for themselves. Everything is where you expect it, and nothing rattles.',
  },
  {
    slug: 'plum-saloon',
    dealer: 'harbour-cars',
    name: 'Ostra Grand E',
    shape: 'saloon',
    paint: ['#6d4664', 'Plum'],
    year: 2021,
    kilometres: 52_300,
    price: 27_500,
    power: 'Electric',
    gearbox: 'Automatic',
    text: 'For people who drive far and like to arrive rested. 480 kilometres of range, and a very good radio.',
  },
];

export const carsOf = (dealer: Dealer): readonly Car[] => cars.filter((car) => car.dealer === dealer.slug);
