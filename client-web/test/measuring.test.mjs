import { describe, expect, it } from 'vitest';
import { openings } from '../e2e/mouth.mjs';
import { bestLag, likeness, shutInPauses } from '../e2e/series.mjs';

/** The end-to-end tests' own instruments, on pictures and sounds whose truth is known. */

const crop = { columns: 60, rows: 60 };

/** Skin with a head that sways, lips, and an opening of `half` rows above and below, teeth at its top. */
function picture(half, sway) {
  const pixels = new Uint8Array(crop.columns * crop.rows * 3);
  for (let y = 0; y < crop.rows; y++) {
    for (let x = 0; x < crop.columns; x++) {
      const dx = x - 30 - sway;
      const dy = y - 28;
      let colour = [205, 150, 120];
      if (Math.abs(dx) < 20 && Math.abs(dy) < 7 + half) colour = [190, 110, 105];
      if (Math.abs(dx) < 16 && Math.abs(dy) < half) colour = dy < -half / 2 ? [215, 208, 200] : [40, 12, 14];
      pixels.set(colour, 3 * (y * crop.columns + x));
    }
  }
  return pixels;
}

function film(halves) {
  const size = crop.columns * crop.rows * 3;
  const pixels = new Uint8Array(size * halves.length);
  halves.forEach((half, frame) => {
    pixels.set(picture(half, Math.round(2 * Math.sin(frame / 9))), frame * size);
  });
  return { pixels, times: halves.map((_, frame) => 1000 + 40 * frame) };
}

/** Syllables of speech with a pause: power over time in ms. */
function power(t) {
  const inPause = t % 3000 > 2100;
  return inPause ? 0 : 0.01 * (1 + Math.sin(t / 90 + Math.sin(t / 700))) ** 2;
}

function soundFrom(from, to) {
  const times = [];
  for (let t = from; t < to; t += 10) times.push(t);
  return { times, energies: times.map((t) => power(t - 5)) };
}

describe('opening and loudness', () => {
  const frames = Array.from({ length: 250 }, (_, i) => 1000 + 40 * i);
  const sound = soundFrom(0, 12_000);

  it('should see how far a mouth is open while the head sways', () => {
    const halves = [0, 0, 2, 4, 6, 8, 6, 4, 2, 0, 0, 0, 3, 5, 7, 5, 3, 0, 0, 0];
    const { opening } = openings(film(halves), crop);
    const largest = Math.max(...opening);
    opening.forEach((value, frame) => {
      expect(value / largest).toBeCloseTo(halves[frame] / 8, 0.8);
    });
    expect(opening.filter((_, frame) => halves[frame] === 0).every((value) => value === 0)).toBe(true);
  });

  it.each([-80, 0, 120])('should find a picture that is %i ms late', (late) => {
    const halves = frames.map((t) => Math.round(40 * power(t - late) ** 0.5));
    const { opening } = openings(film(halves), crop);
    const found = bestLag(frames, opening, sound);
    expect(found.lagMs).toBeGreaterThanOrEqual(late - 20);
    expect(found.lagMs).toBeLessThanOrEqual(late + 20);
    expect(found.correlation).toBeGreaterThan(0.9);
  });

  it('should tell a mouth that rests in the pauses from one that stays open', () => {
    const follows = frames.map((t) => 100 * power(t));
    expect(shutInPauses(frames, follows, sound).share).toBe(1);
    expect(
      shutInPauses(
        frames,
        follows.map((value) => value + 4),
        sound,
      ).share,
    ).toBe(0);
  });

  it('should find no correlation with sounds of another time', () => {
    const halves = frames.map((t) => 1000 * power(1.37 * t + 500));
    expect(bestLag(frames, halves, sound).correlation).toBeLessThan(0.5);
  });
});

it('should know a voice again, wherever in its loop it is heard, and tell it from another', () => {
  const rate = 16_000;
  const voice = (pace) => {
    const samples = Float32Array.from({ length: 20 * rate }, (_, i) => {
      const t = i / rate;
      const syllable = Math.max(0, Math.sin(pace * t) + Math.sin(pace * 0.37 * t + 1));
      return 0.1 * syllable * Math.sin(2 * Math.PI * 140 * t);
    });
    return { samples, rate };
  };
  const ann = voice(11);
  const bob = voice(17);
  const heard = { times: [], energies: [] };
  for (let i = 0; i < 600; i++) {
    let sum = 0;
    for (let k = 0; k < 160; k++) sum += ann.samples[(9 * rate + i * 160 + k) % ann.samples.length] ** 2;
    heard.energies.push(sum / 160);
    heard.times.push(5000 + 10 * (i + 1));
  }
  expect(likeness(heard, ann)).toBeGreaterThan(0.95);
  expect(likeness(heard, bob)).toBeLessThan(0.7);

  // A machine that is too busy leaves out 0.6 s: the clock says so, and what follows still fits.
  const lost = (values) => [...values.slice(0, 250), ...values.slice(310)];
  const gappy = { times: lost(heard.times), energies: lost(heard.energies) };
  expect(likeness(gappy, ann)).toBeGreaterThan(0.95);
  expect(likeness(gappy, bob)).toBeLessThan(0.7);
});
