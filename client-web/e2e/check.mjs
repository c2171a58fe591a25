/** Above this share of the machine's time, percent, that its host gave to others, no figure of time counts. */
const STOLEN = 15;

/** Collects what one case found: each expectation with its figure, so that a failed run still tells all. */
export class Findings {
  lines = [];
  /** Whether a pace was below its bar. */
  slow = false;
  /** Percent of the machine's time that its host gave to others meanwhile. */
  stolen = 0;

  /** `strict`: bars of speed have to be met, not only printed. */
  constructor(strict = false) {
    this.strict = strict;
  }

  /** `figure` is printed whether it passes or not. */
  expect(what, passed, figure) {
    this.lines.push({ what, passed: Boolean(passed), figure });
  }

  /**
   * A figure that depends on how busy the machine is. It fails below `floor`, where something is broken; below
   * `bar` it is called slow, and fails too if the run is strict.
   */
  measure(what, { bar, floor }, figure) {
    const label = bar ? 'ok' : 'slow';
    this.lines.push({ what, passed: Boolean(floor) && (bar || !this.strict), label, figure });
  }

  /** A figure of how many pictures come, and when: below its bar, the machine did not keep pace. */
  pace(what, limits, figure) {
    this.slow ||= !limits.bar;
    this.measure(what, limits, figure);
  }

  get passed() {
    return this.lines.every((line) => line.passed);
  }

  /** Whether the host gave so much of the machine to others that no figure of time counts. */
  get robbed() {
    return this.stolen > STOLEN;
  }

  print(title) {
    console.log(`${this.passed ? 'PASS' : 'FAIL'}  ${title}`);
    if (this.robbed) {
      console.log(`  The host gave ${rounded(this.stolen, 0)} % of this machine's time to others meanwhile.`);
    }
    for (const { what, passed, label = 'ok', figure } of this.lines) {
      console.log(
        `  ${(passed ? label : 'FAIL').padEnd(4)}  ${what}${figure === undefined ? '' : `: ${figure}`}`,
      );
    }
  }
}

export const rounded = (value, digits = 2) => Number(value.toFixed(digits));
