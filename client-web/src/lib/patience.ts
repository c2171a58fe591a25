import type { Reason } from './errors.js';

/** How long, in milliseconds, a link goes on trying after a failure of this kind. */
export function patienceMs(reason: Reason, wasConnected: boolean): number {
  switch (reason) {
    // Nobody speaks yet: waiting is what watching is about.
    case 'not-yet':
      return Number.POSITIVE_INFINITY;
    // After a reload the server may need a moment to notice that the old page is gone; after a broken
    // path it takes it up to 18 s.
    case 'taken':
      return wasConnected ? 30_000 : 4_000;
    case 'connection-lost':
      return wasConnected ? 60_000 : 20_000;
    // The server keeps the state of a vanished participant for 60 s.
    case 'unreachable':
    case 'full':
    case 'server':
      return wasConnected ? 60_000 : 0;
    default:
      return 0;
  }
}

/** Milliseconds before try number `attempt` (from 1): the server's wish, else doubling from 0.5 s to 4 s. */
export function pauseMs(attempt: number, retryAfterSeconds: number | undefined): number {
  if (retryAfterSeconds !== undefined) return Math.min(Math.max(retryAfterSeconds * 1000, 250), 10_000);
  return Math.min(500 * 2 ** (attempt - 1), 4_000);
}
