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
