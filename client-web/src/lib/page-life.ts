/**
 * Runs `leave` when the page goes away (closed, reloaded, navigated), so that the server hears of it at
 * once and not by a timeout. Outside of a page it does nothing. Returns the function that forgets it.
 */
export function onLeave(leave: () => void): () => void {
  if (typeof addEventListener !== 'function') return () => undefined;
  addEventListener('pagehide', leave);
  return () => removeEventListener('pagehide', leave);
}

/** Whether nobody looks at the page: it is in a background tab, where browsers slow its timers down. */
export function isHidden(): boolean {
  return typeof document !== 'undefined' && document.visibilityState === 'hidden';
}

/**
 * Runs `wake` when trying again is worth more than before: the page is looked at again, or the network is
 * back. Returns the function that forgets it.
 */
export function onWake(wake: () => void): () => void {
  const seen = () => {
    if (!isHidden()) wake();
  };
  if (typeof document !== 'undefined') document.addEventListener('visibilitychange', seen);
  if (typeof addEventListener === 'function') addEventListener('online', wake);
  return () => {
    if (typeof document !== 'undefined') document.removeEventListener('visibilitychange', seen);
    if (typeof removeEventListener === 'function') removeEventListener('online', wake);
  };
}
