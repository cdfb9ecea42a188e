/** A small shop in React with routes and a sign-in, and Parlour beside them. */
import { StrictMode, useEffect, useState, useSyncExternalStore, type MouseEvent } from 'react';
import { createRoot } from 'react-dom/client';
import { carAt, place, shop, shoppers, signIn, titleOf, type ExampleCar } from '../shop.js';
import { Parlour } from './parlour.js';

const moved = 'shop:moved';

function go(path: string): void {
  history.pushState(null, '', path);
  dispatchEvent(new Event(moved));
}

function usePath(): string {
  return useSyncExternalStore(
    (listener) => {
      for (const name of [moved, 'popstate']) addEventListener(name, listener);
      return () => [moved, 'popstate'].forEach((name) => removeEventListener(name, listener));
    },
    () => location.pathname,
  );
}

function Link({ to, children }: { to: string; children: string }) {
  const follow = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={to} onClick={follow}>
      {children}
    </a>
  );
}

const CarList = () => (
  <ul>
    {shop.cars.map(({ slug, name, price }) => (
      <li key={slug}>
        <Link to={`${shop.base}/cars/${slug}`}>{name}</Link>, {price}
      </li>
    ))}
  </ul>
);

const OneCar = ({ car }: { car: ExampleCar }) => (
  <>
    <p className="price">{car.price}</p>
    <p className="lead">{car.text}</p>
    <p>
      <Link to={shop.base}>All cars</Link>
    </p>
  </>
);

function Account({ onToken }: { onToken: (token: string | null) => void }) {
  const [who, setWho] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const enter = async (shopper: string): Promise<void> => {
    try {
      onToken(await signIn(shopper));
      setWho(shopper);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  const leave = (): void => {
    onToken(null);
    setWho(null);
  };
  return (
    <div className="asks">
      {who === null ? (
        shoppers.map((shopper) => (
          <button key={shopper} type="button" onClick={() => void enter(shopper)}>
            Sign in as {shopper}
          </button>
        ))
      ) : (
        <>
          <span>Signed in as {who}.</span>
          <button type="button" onClick={leave}>
            Sign out
          </button>
        </>
      )}
      {failed && <span role="alert">That did not work. Try again.</span>}
    </div>
  );
}

function App() {
  const car = carAt(usePath());
  const [token, setToken] = useState<string | null>(null);
  const [unread, setUnread] = useState(0);
  const title = titleOf(car);
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${title} · React · Carfinder`;
  }, [title, unread]);
  return (
    <>
      <Account onToken={setToken} />
      <h2>{title}</h2>
      {car ? <OneCar car={car} /> : <CarList />}
      <Parlour site={shop.site} merchant={shop.merchant} token={token} onUnread={setUnread} />
    </>
  );
}

createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
