/**
 * Runs `leave` when the page goes away (closed, reloaded, navigated), so that the server hears of it at
 * once and not by a timeout. Outside of a page it does nothing. Returns the function that forgets it.
 */
export function onLeave(leave: () => void): () => void {
  if (typeof addEventListener !== 'function') return () => undefined;
  addEventListener('pagehide', leave);
  return () => removeEventListener('pagehide', leave);
}
