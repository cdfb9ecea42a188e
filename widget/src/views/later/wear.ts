import type { CSSResult } from 'lit';

/**
 * Styles that come with a later view, put on where it is drawn: to be called with the element, from a `ref`. A
 * browser that cannot take them shows the view without.
 */
export const wear =
  ({ styleSheet }: CSSResult) =>
  (element: Element | undefined): void => {
    // A `ref` is called before what it refers to is in its place; the drawing is over when this turn is.
    queueMicrotask(() => {
      const root = element?.getRootNode();
      if (!styleSheet || !(root instanceof ShadowRoot) || root.adoptedStyleSheets.includes(styleSheet))
        return;
      root.adoptedStyleSheets.push(styleSheet);
    });
  };
