/**
 * Parlour in React 19. Copy this file; put `<script async src="https://HOST/widget.js"></script>` into the page's
 * head and https://HOST/widget/widget.d.ts beside this for the types of `window.Parlour`.
 */
import { useEffect, type HTMLAttributes } from 'react';

export interface ParlourProps {
  /** The site's key, from the provider portal. */
  site: string;
  /** The merchant's slug. */
  merchant: string;
  /** Who is signed in, as your server has signed it; null for nobody. */
  token: string | null;
  /** Hears how many messages are unread. */
  onUnread?: (count: number) => void;
}

/** Draw it once, outside the routes: then the conversation goes on whatever route is shown. */
export function Parlour({ site, merchant, token, onUnread }: ParlourProps) {
  useEffect(() => {
    // An array until the loader is there, which then takes up what was asked of it.
    window.Parlour ??= [];
    window.Parlour.push(['identify', token === null ? null : { token }]);
  }, [token]);
  useEffect(() => {
    const heard = ({ detail }: CustomEvent<{ readonly count: number }>) => onUnread?.(detail.count);
    addEventListener('parlour:unread', heard);
    return () => removeEventListener('parlour:unread', heard);
  }, [onUnread]);
  return <parlour-chat site={site} merchant={merchant} />;
}

interface ParlourElementProps extends HTMLAttributes<HTMLElement> {
  site: string;
  merchant: string;
}

declare module 'react' {
  // JSX learns of a custom element by this name.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace JSX {
    interface IntrinsicElements {
      'parlour-chat': ParlourElementProps;
    }
  }
}
