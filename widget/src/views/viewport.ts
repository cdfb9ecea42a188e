/**
 * WID-9: on a phone the keyboard covers a part of the page without making it smaller. The panel follows what is
 * really to be seen. Returns what ends the following.
 */
export function followViewport(element: HTMLElement): () => void {
  const viewport = window.visualViewport;
  if (!viewport) return () => {};
  const follow = (): void => {
    element.style.setProperty('--viewport-height', `${viewport.height}px`);
    element.style.setProperty('--viewport-top', `${viewport.offsetTop}px`);
  };
  // Not now: to ask for it before the first drawing would lay out the page twice.
  const first = requestAnimationFrame(follow);
  viewport.addEventListener('resize', follow);
  viewport.addEventListener('scroll', follow);
  return () => {
    cancelAnimationFrame(first);
    viewport.removeEventListener('resize', follow);
    viewport.removeEventListener('scroll', follow);
  };
}
