import { quantile } from './mouth.mjs';

/** Step of the common time axis, in ms. */
export const stepMs = 5;

/**
 * Loudness after Stevens (power to the 0.3) over a Hann window of 100 ms, at the given times; sound and
 * times in ms of one clock.
 */
export function loudnessAt(times, { times: ends, energies }) {
  const half = 50;
  return times.map((t) => {
    let sum = 0;
    let weight = 0;
    const middle = blockAt(ends, t);
    for (let i = middle - 6; i <= middle + 7; i++) {
      if (i < 0 || i >= energies.length) continue;
      const away = ends[i] - 5 - t;
      if (Math.abs(away) >= half) continue;
      const w = 1 + Math.cos((Math.PI * away) / half);
      sum += w * energies[i];
      weight += w;
    }
    return weight > 0 ? (sum / weight) ** 0.3 : 0;
  });
}

/** Index of the first block that ends at `t` or later; the blocks' ends ascend but for a rare step back. */
function blockAt(ends, t) {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle] < t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Pearson's correlation. */
export function correlation(a, b) {
  const n = Math.min(a.length, b.length);
  let ma = 0;
  let mb = 0;
  for (let i = 0; i < n; i++) {
    ma += a[i] / n;
    mb += b[i] / n;
  }
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < n; i++) {
    ab += (a[i] - ma) * (b[i] - mb);
    aa += (a[i] - ma) ** 2;
    bb += (b[i] - mb) ** 2;
  }
  return ab / Math.sqrt(aa * bb || 1);
}

/**
 * At which lag the opening follows the loudness best. Positive: the picture comes after the sound.
 * Returns the correlation there, and at no lag.
 */
export function bestLag(times, opening, sound, widestMs = 400) {
  let best = { lagMs: 0, correlation: -1 };
  for (let lagMs = -widestMs; lagMs <= widestMs; lagMs += stepMs) {
    const shifted = loudnessAt(
      times.map((t) => t - lagMs),
      sound,
    );
    const value = correlation(opening, shifted);
    if (value > best.correlation) best = { lagMs, correlation: value };
  }
  return { ...best, atZero: correlation(opening, loudnessAt(times, sound)) };
}

/**
 * Share of frames with a shut mouth among those in pauses: no sound from 0.3 s before to 0.1 s after.
 * Shut = below a quarter of the 95th percentile of the opening.
 */
export function shutInPauses(times, opening, sound) {
  const quietest = quantile(sound.energies, 0.995) * 1e-4;
  const shut = quantile(opening, 0.95) / 4;
  let frames = 0;
  let closed = 0;
  times.forEach((t, frame) => {
    const from = blockAt(sound.times, t - 300);
    const to = blockAt(sound.times, t + 100) + 1;
    if (t - 300 < sound.times[0] || to >= sound.energies.length) return;
    for (let i = from; i <= to; i++) if (sound.energies[i] > quietest) return;
    frames++;
    if (opening[frame] < shut) closed++;
  });
  return { frames, share: frames > 0 ? closed / frames : 0 };
}

/** How well a heard sound is a stretch of `speech` (mono samples, looped): best correlation of envelopes. */
export function likeness(sound, { samples, rate }) {
  const block = rate / 50;
  const speech = [];
  for (let at = 0; at + block <= samples.length; at += block) speech.push(power(samples, at, block) ** 0.3);
  const heard = [];
  const at = [];
  for (let i = 0; i + 1 < sound.energies.length; i += 2) {
    heard.push(((sound.energies[i] + sound.energies[i + 1]) / 2) ** 0.3);
    // By the clock: what a busy machine left out of the sound is missing here, and moves nothing.
    at.push(Math.max(0, Math.round((sound.times[i] - sound.times[0]) / 20)));
  }
  let best = -1;
  for (let shift = 0; shift < speech.length; shift++) {
    const stretch = at.map((block) => speech[(block + shift) % speech.length]);
    best = Math.max(best, correlation(heard, stretch));
  }
  return best;
}

function power(samples, at, count) {
  let sum = 0;
  for (let i = at; i < at + count; i++) sum += samples[i] ** 2;
  return sum / count;
}
