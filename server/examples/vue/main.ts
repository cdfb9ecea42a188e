/** A small shop in Vue with routes and a sign-in, and Parlour beside them. */
import { computed, createApp, defineComponent, h, ref, watchEffect, type VNode } from 'vue';
import { carAt, place, shop, shoppers, signIn, titleOf, type ExampleCar } from '../shop.js';
import { Parlour } from './parlour.js';

const path = ref(location.pathname);
addEventListener('popstate', () => (path.value = location.pathname));

const link = (to: string, words: string): VNode => {
  const follow = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, '', to);
    path.value = to;
  };
  return h('a', { href: to, onClick: follow }, words);
};

const carList = (): VNode =>
  h(
    'ul',
    shop.cars.map(({ slug, name, price }) =>
      h('li', { key: slug }, [link(`${shop.base}/cars/${slug}`, name), `, ${price}`]),
    ),
  );

const oneCar = (car: ExampleCar): VNode[] => [
  h('p', { class: 'price' }, car.price),
  h('p', { class: 'lead' }, car.text),
  h('p', link(shop.base, 'All cars')),
];

const Account = defineComponent({
  emits: { token: (token: string | null) => token !== '' },
  setup(_, { emit }) {
    const who = ref<string | null>(null);
    const failed = ref(false);
    const enter = async (shopper: string): Promise<void> => {
      try {
        emit('token', await signIn(shopper));
        who.value = shopper;
        failed.value = false;
      } catch {
        failed.value = true;
      }
    };
    const leave = (): void => {
      emit('token', null);
      who.value = null;
    };
    const button = (words: string, onClick: () => void): VNode =>
      h('button', { key: words, type: 'button', onClick }, words);
    return () =>
      h('div', { class: 'asks' }, [
        ...(who.value === null
          ? shoppers.map((shopper) => button(`Sign in as ${shopper}`, () => void enter(shopper)))
          : [h('span', `Signed in as ${who.value}.`), button('Sign out', leave)]),
        failed.value ? h('span', { role: 'alert' }, 'That did not work. Try again.') : null,
      ]);
  },
});

const App = defineComponent(() => {
  const token = ref<string | null>(null);
  const unread = ref(0);
  const car = computed(() => carAt(path.value));
  watchEffect(() => {
    const count = unread.value > 0 ? `(${unread.value}) ` : '';
    document.title = `${count}${titleOf(car.value)} · Vue · Carfinder`;
  });
  return () => [
    h(Account, { onToken: (signed: string | null) => (token.value = signed) }),
    h('h2', titleOf(car.value)),
    ...(car.value ? oneCar(car.value) : [carList()]),
    h(Parlour, {
      key: 'parlour',
      site: shop.site,
      merchant: shop.merchant,
      token: token.value,
      onUnread: (count: number) => (unread.value = count),
    }),
  ];
});

createApp(App).mount(place);
