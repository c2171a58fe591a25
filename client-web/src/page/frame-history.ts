import type { FrameDelay } from '../lib/index.js';

/** Ten seconds at 25 frames a second. */
export const historyFrames = 250;

/**
 * What was known joined with what the server says now, by frame number; nothing older than ten seconds. Numbers
 * that begin anew are another conversation's.
 */
export function joined(before: FrameDelay[], now: FrameDelay[]): FrameDelay[] {
  const newest = now.at(-1)?.n;
  if (newest === undefined) return before;
  const known = (before.at(-1)?.n ?? 0) > newest ? [] : before;
  const byNumber = new Map([...known, ...now].map((frame) => [frame.n, frame]));
  return [...byNumber.values()].filter((frame) => frame.n > newest - historyFrames).sort((a, b) => a.n - b.n);
}
