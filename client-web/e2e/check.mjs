/** Collects what one case found: each expectation with its figure, so that a failed run still tells all. */
export class Findings {
  lines = [];

  /** `figure` is printed whether it passes or not. */
  expect(what, passed, figure) {
    this.lines.push({ what, passed: Boolean(passed), figure });
  }

  get passed() {
    return this.lines.every((line) => line.passed);
  }

  print(title) {
    console.log(`${this.passed ? 'PASS' : 'FAIL'}  ${title}`);
    for (const { what, passed, figure } of this.lines) {
      console.log(`  ${passed ? 'ok  ' : 'FAIL'}  ${what}${figure === undefined ? '' : `: ${figure}`}`);
    }
  }
}

export const rounded = (value, digits = 2) => Number(value.toFixed(digits));
