import type { VisavisError } from './errors.js';

const longestPauseMs = 4_000;
const shortestPauseMs = 250;
/** No timer of a browser runs longer than 24 days, and nobody waits an hour. */
const longestWishMs = 3_600_000;

/** How long, in milliseconds, a link goes on trying after such a failure. */
export function patienceMs(trouble: VisavisError, wasConnected: boolean): number {
  switch (trouble.reason) {
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
      return wasConnected ? 60_000 : 4_000;
    // No room is told at once; too many requests (429) pass.
    case 'full':
      return wasConnected ? 60_000 : trouble.status === 429 ? 10_000 : 0;
    case 'server':
      return wasConnected ? 60_000 : 0;
    default:
      return 0;
  }
}

/**
 * Milliseconds before try number `attempt` (from 1): never less than the server's wish, else doubling from
 * 0.5 s to 4 s. Up to half of it is left to chance, so that those who lost a server do not come back at once.
 */
export function pauseMs(
  attempt: number,
  retryAfterSeconds: number | undefined,
  random = Math.random,
): number {
  if (retryAfterSeconds !== undefined) {
    const wish = Math.min(Math.max(retryAfterSeconds * 1000, shortestPauseMs), longestWishMs);
    return wish * (1 + 0.25 * random());
  }
  return Math.min(500 * 2 ** (attempt - 1), longestPauseMs) * (0.5 + 0.5 * random());
}
