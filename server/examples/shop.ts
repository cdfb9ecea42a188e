/** What both examples' pages have of Carfinder: its cars, whose server signs in, and where the chat comes from. */

export interface ExampleCar {
  readonly slug: string;
  readonly name: string;
  readonly price: string;
  readonly text: string;
}

/** What the demo's server writes beside the place where the example draws itself. */
export interface Shop {
  /** Where the example's routes begin, like `/examples/react`. */
  readonly base: string;
  readonly site: string;
  readonly merchant: string;
  readonly cars: readonly ExampleCar[];
}

export const place = document.getElementById('app') as HTMLElement;
export const shop = JSON.parse(place.dataset['shop'] ?? '{}') as Shop;

/** Made-up shoppers of Main Street Motors, whom anybody may sign in as. */
export const shoppers = ['Ben', 'Zoe'] as const;

/** Signs in at the shop's own server, which answers with who that is, signed with the merchant's identity secret. */
export async function signIn(shopper: string): Promise<string> {
  const answer = await fetch('/examples/identity', { method: 'POST', body: shopper });
  if (!answer.ok) throw new Error(`Signing in failed with ${answer.status}.`);
  return ((await answer.json()) as { token: string }).token;
}

/** The car whose route this is; null on the list. */
export const carAt = (path: string): ExampleCar | null =>
  shop.cars.find(({ slug }) => path === `${shop.base}/cars/${slug}`) ?? null;

export const titleOf = (car: ExampleCar | null): string => car?.name ?? 'All cars of Main Street Motors';
