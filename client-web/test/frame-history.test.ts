import { expect, it } from 'vitest';
import { historyFrames, joined } from '../src/page/frame-history.js';

const frames = (from: number, to: number, ms: number | null = 90) =>
  Array.from({ length: to - from }, (_, i) => ({ n: from + i, voiceToVideoMs: ms }));

it('should join readings that overlap, each frame once and in order', () => {
  const all = joined(joined([], frames(0, 64)), frames(25, 89));
  expect(all.map((frame) => frame.n)).toEqual(frames(0, 89).map((frame) => frame.n));
});

it('should keep ten seconds', () => {
  let all = frames(0, 0);
  for (let second = 1; second <= 20; second++) all = joined(all, frames(25 * second - 25, 25 * second));
  expect(all).toHaveLength(historyFrames);
  expect(all[0]?.n).toBe(250);
  expect(all.at(-1)?.n).toBe(499);
});

it('should keep the gap of a voice that was away, and drop what is older than ten seconds by then', () => {
  expect(joined(frames(0, 50), frames(290, 300)).map((frame) => frame.n)).toEqual(
    frames(290, 300).map((frame) => frame.n),
  );
  expect(joined(frames(0, 50), frames(100, 101))).toHaveLength(51);
});

it('should begin anew with another conversation, and stay where nothing was read', () => {
  expect(joined(frames(500, 550), frames(0, 10))).toEqual(frames(0, 10));
  expect(joined(frames(0, 10), [])).toEqual(frames(0, 10));
});

it('should take the later word on a frame', () => {
  expect(joined(frames(0, 1), frames(0, 1, null))).toEqual(frames(0, 1, null));
});
