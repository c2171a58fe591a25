import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as access from './cases/access.mjs';
import * as avatar from './cases/avatar.mjs';
import * as cutout from './cases/cutout.mjs';
import * as sample from './cases/sample.mjs';
import * as two from './cases/two.mjs';
import { Findings } from './check.mjs';
import { readOptions } from './options.mjs';
import { serverFor, waitForRoom } from './server.mjs';
import { quiet, Steal } from './steal.mjs';

/** Minutes in which all cases together may be run again on a machine that did not keep pace. */
const AGAIN = 6;

const cases = { access, sample, cutout, avatar, two };

const options = readOptions(process.argv.slice(2));
const unknown = options.only.filter((name) => !(name in cases));
if (unknown.length > 0) {
  console.error(`There is no case "${unknown[0]}"; there are ${Object.keys(cases).join(', ')}.`);
  process.exit(2);
}
const chosen = options.only.length > 0 ? options.only : Object.keys(cases);
const folder = await mkdtemp(join(tmpdir(), 'visavis-e2e-run-'));
const server = await serverFor(options);
const report = [];
let again = AGAIN;
try {
  for (const name of chosen) {
    let findings = await attempt(name);
    while (!findings.passed && !options.strict && (findings.robbed || findings.slow) && again > 0) {
      findings.print(`${name}: ${cases[name].title}`);
      console.log('The machine did not keep pace; once more.');
      const begun = Date.now();
      await quiet();
      findings = await attempt(name);
      again -= (Date.now() - begun) / 60_000;
    }
    findings.print(`${name}: ${cases[name].title}`);
    report.push({
      name,
      passed: findings.passed,
      stolenPercent: findings.stolen,
      findings: findings.lines,
    });
  }
  if (options.report) await writeFile(options.report, `${JSON.stringify(report, null, 2)}\n`);
  if (options.pictures) await keepPictures(options.pictures);
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = report.every((each) => each.passed) ? 0 : 1;

async function attempt(name) {
  const findings = new Findings(options.strict);
  const steal = new Steal();
  try {
    await waitForRoom(server.base);
    await cases[name].run({ options, base: server.base, folder, findings });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    findings.expect('ran to its end', false, why);
  }
  findings.stolen = steal.percent();
  return findings;
}

async function keepPictures(to) {
  await mkdir(to, { recursive: true });
  for (const name of ['sample', 'cutout', 'avatar', 'invite', 'phone-home', 'phone-sample']) {
    await copyFile(join(folder, `${name}.png`), join(to, `page-${name}.png`)).catch(() => undefined);
  }
}
