import { readFileSync } from 'node:fs';

/**
 * How much of this machine's time its host gave to others, percent. Linux only; elsewhere always 0. On a virtual
 * machine that is much, nothing that is measured by a clock says anything of the software.
 */
export class Steal {
  #start = ticks();

  percent() {
    const now = ticks();
    const all = now.all - this.#start.all;
    return all > 0 ? (100 * (now.stolen - this.#start.stolen)) / all : 0;
  }
}

/** Waits until the host leaves the machine alone, a minute at most. */
export async function quiet() {
  for (let tries = 0; tries < 12; tries++) {
    const steal = new Steal();
    // Somebody has to want the time, or none can be taken.
    const end = Date.now() + 1000;
    while (Date.now() < end);
    if (steal.percent() < 5) return;
    await new Promise((resolve) => setTimeout(resolve, 4000));
  }
}

function ticks() {
  try {
    const fields = readFileSync('/proc/stat', 'utf8')
      .split('\n')[0]
      .trim()
      .split(/\s+/)
      .slice(1, 9)
      .map(Number);
    return { all: fields.reduce((sum, field) => sum + field, 0), stolen: fields[7] };
  } catch {
    return { all: 0, stolen: 0 };
  }
}
