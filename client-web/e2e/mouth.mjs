/**
 * How far a mouth is open, from pictures alone: the share of its surroundings that is neither skin nor
 * lip, that is dark (the inside) or colourless (the teeth). Found by what changes: the inside of a mouth
 * shows in some frames and in others not, and nothing else below the nose does.
 */

/** Opening of each frame, in pixels of the crop; the rest position of the lips is 0. */
export function openings({ pixels, times }, { columns, rows }) {
  const bytes = typeof pixels === 'string' ? Buffer.from(pixels, 'base64') : pixels;
  const size = columns * rows;
  const inside = times.map((_, frame) => insideOf(bytes, frame * size * 3, size));
  const window = mouthWindow(inside, columns, rows);
  const counts = inside.map((mask) => {
    let count = 0;
    for (let y = window.top; y < window.bottom; y++) {
      for (let x = window.left; x < window.right; x++) count += mask[y * columns + x];
    }
    return count;
  });
  const rest = quantile(counts, 0.1);
  return { opening: counts.map((count) => Math.max(0, count - rest)), window };
}

/** 1 where a pixel is darker than half the skin, or has less than 0.4 of its colour. */
function insideOf(bytes, from, size) {
  const light = new Float32Array(size);
  const colour = new Float32Array(size);
  for (let i = 0; i < size; i++) {
    const r = bytes[from + 3 * i];
    const g = bytes[from + 3 * i + 1];
    const b = bytes[from + 3 * i + 2];
    light[i] = 0.299 * r + 0.587 * g + 0.114 * b;
    colour[i] = (Math.max(r, g, b) - Math.min(r, g, b)) / Math.max(1, r, g, b);
  }
  const skin = quantile(light, 0.6);
  const tint = quantile(colour, 0.6);
  const mask = new Uint8Array(size);
  for (let i = 0; i < size; i++) mask[i] = light[i] < 0.5 * skin || colour[i] < 0.4 * tint ? 1 : 0;
  return mask;
}

/** The rectangle around the pixels that are inside in some frames and not in others. */
function mouthWindow(inside, columns, rows) {
  const change = new Float32Array(columns * rows);
  for (let i = 0; i < change.length; i++) {
    let share = 0;
    for (const mask of inside) share += mask[i];
    share /= inside.length;
    change[i] = share * (1 - share);
  }
  const byRow = sums(rows, columns, (y, x) => change[y * columns + x]);
  const byColumn = sums(columns, rows, (x, y) => change[y * columns + x]);
  const [top, bottom] = bulk(byRow);
  const [left, right] = bulk(byColumn);
  return { left, right, top, bottom };
}

function sums(outer, inner, value) {
  return Array.from({ length: outer }, (_, o) => {
    let sum = 0;
    for (let i = 0; i < inner; i++) sum += value(o, i);
    return sum;
  });
}

/** The stretch around the peak in which the values stay above a twentieth of it. */
function bulk(values) {
  const peak = values.indexOf(Math.max(...values));
  let from = peak;
  let to = peak + 1;
  while (from > 0 && values[from - 1] > values[peak] / 20) from--;
  while (to < values.length && values[to] > values[peak] / 20) to++;
  return [from, to];
}

export function quantile(values, part) {
  const sorted = Float32Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
}
