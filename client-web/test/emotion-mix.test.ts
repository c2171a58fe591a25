import { describe, expect, it } from 'vitest';
import { emotionNames } from '../src/lib/index.js';
import { mixed, pure, strongest } from '../src/page/emotion-mix.js';

describe('mixed', () => {
  it('should leave the others alone while there is room', () => {
    expect(mixed({ happy: 1 }, 'sad', 1.5)).toEqual({ happy: 1, sad: 1.5 });
  });

  it('should let the others give way in proportion when the sum would pass 3', () => {
    expect(mixed({ happy: 2, angry: 1 }, 'sad', 1.5)).toEqual({ happy: 1, angry: 0.5, sad: 1.5 });
  });

  it('should never pass 3 in sum, whatever the moves', () => {
    let mix = {};
    for (let move = 0; move < 200; move++) {
      mix = mixed(mix, emotionNames[(move * 5) % 7] ?? 'happy', ((move * 37) % 40) / 10);
      const sum = Object.values<number>(mix).reduce((a, b) => a + b, 0);
      expect(sum).toBeLessThanOrEqual(3 + 0.04);
    }
  });

  it('should drop an emotion that is set to zero', () => {
    expect(mixed({ happy: 1, sad: 1 }, 'sad', 0)).toEqual({ happy: 1 });
  });
});

it('should be neutral without a name or without intensity', () => {
  expect(pure(undefined, 2)).toEqual({});
  expect(pure('happy', 0)).toEqual({});
  expect(pure('happy', 9)).toEqual({ happy: 3 });
});

it('should find the strongest, and none in neutral', () => {
  expect(strongest({ sad: 0.5, fear: 0.7 })).toBe('fear');
  expect(strongest({})).toBeUndefined();
});
