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

  /** `figure` is printed whether it passes or not. `timed`: it needs a machine that keeps time. */
  expect(what, passed, figure, { timed = false } = {}) {
    this.lines.push({ what, passed: Boolean(passed), figure, timed });
  }

  /**
   * A figure that depends on how busy the machine is. It fails below `floor`, where something is broken; below
   * `bar` it is called slow, and fails too if the run is strict.
   */
  measure(what, { bar, floor }, figure) {
    const label = bar ? 'ok' : 'slow';
    this.lines.push({ what, passed: Boolean(floor) && (bar || !this.strict), label, figure, timed: true });
  }

  /** A figure of how many pictures come, and when: below its bar, the machine did not keep pace. */
  pace(what, limits, figure) {
    this.slow ||= !limits.bar;
    this.measure(what, limits, figure);
  }

  get passed() {
    return this.lines.every((line) => line.passed);
  }

  /** Whether all that failed needs a machine that keeps time, and this one did not. */
  get undecided() {
    const failed = this.lines.filter((line) => !line.passed);
    return failed.length > 0 && failed.every((line) => line.timed) && this.stolen > STOLEN && !this.strict;
  }

  print(title) {
    console.log(`${this.passed ? 'PASS' : this.undecided ? 'OPEN' : 'FAIL'}  ${title}`);
    if (this.stolen > STOLEN) {
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
