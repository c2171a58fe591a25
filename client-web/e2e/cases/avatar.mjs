import { openBrowser, visit, waitForFace } from '../browser.mjs';
import { rounded } from '../check.mjs';
import { openings } from '../mouth.mjs';
import { bestLag, shutInPauses } from '../series.mjs';
import { speechFile } from '../speech.mjs';

export const title = 'Be the avatar: speech in, and a face that speaks it';

export async function run({ options, base, folder, findings }) {
  const speech = await speechFile(folder, 'avatar', { voice: 'slt', seconds: options.seconds });
  const { page, close, errors } = await openBrowser(options, { speech: speech.path });
  try {
    await visit(page, base, 'avatar');
    await page.getByRole('button', { name: 'Start with my microphone' }).click();
    await waitForFace(page, 'you');
    // Past the first key frame, and the model's running mean settled.
    await page.waitForTimeout(4000);
    const seen = await page.evaluate((seconds) => window.__probe.watch('you', seconds), options.seconds);
    await page.screenshot({ path: `${folder}/avatar.png` });
    judge(seen, findings);
    await leaves(page, base, findings);
    findings.expect('no error in the page', errors.length === 0, errors.join('; ') || 'none');
  } finally {
    await close();
  }
}

function judge({ crop, pictures, sound, before, after }, findings) {
  const { times } = pictures;
  const rate = (after.frames - before.frames) / ((after.at - before.at) / 1000);
  findings.pace(
    'at least 24 frames a second received',
    { bar: rate >= 24, floor: rate >= 12 },
    rounded(rate),
  );
  findings.pace('of full size', { bar: after.width >= 512, floor: after.width > 0 }, `${after.width} px`);
  const gaps = times.slice(1).map((t, i) => t - times[i]);
  const longest = Math.max(...gaps);
  findings.pace(
    'no gap above 120 ms between shown frames',
    { bar: longest <= 120, floor: longest <= 3000 },
    `${rounded(longest, 0)} ms`,
  );
  const shown = (times.length - 1) / ((times.at(-1) - times[0]) / 1000);
  findings.pace(
    'at least 24 frames a second shown',
    { bar: shown >= 24, floor: shown >= 12 },
    rounded(shown),
  );

  const { opening, window } = openings(pictures, crop);
  const found = (window.right - window.left) * (window.bottom - window.top);
  findings.expect(
    'a mouth that moves',
    Math.max(...opening) > 10,
    `${Math.max(...opening)} px in a window of ${found}`,
  );
  const lag = bestLag(times, opening, sound);
  findings.measure(
    'opening follows the loudness, correlation 0.6 or more',
    { bar: lag.atZero >= 0.6, floor: lag.correlation >= 0.5 },
    rounded(lag.atZero),
  );
  findings.measure(
    'peak of the correlation within 60 ms',
    { bar: Math.abs(lag.lagMs) <= 60, floor: Math.abs(lag.lagMs) <= 120 },
    `${lag.lagMs} ms (${rounded(lag.correlation)})`,
  );
  const pauses = shutInPauses(times, opening, sound);
  findings.expect(
    'shut in the pauses',
    pauses.frames > 50 && pauses.share >= 0.95,
    `${rounded(100 * pauses.share, 1)}% of ${pauses.frames} frames`,
  );
}

/** Leaving frees the place: the same conversation is not there twice, and the page is back at the start. */
async function leaves(page, base, findings) {
  const deleted = page.waitForRequest((request) => request.method() === 'DELETE', { timeout: 5000 });
  await page.getByRole('button', { name: 'Leave' }).click();
  const request = await deleted;
  findings.expect(
    'leaving tells the server',
    request.url().startsWith(base),
    new URL(request.url()).pathname.split('/')[1],
  );
}
