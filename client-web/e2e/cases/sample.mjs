import { openBrowser, visit, waitForFace } from '../browser.mjs';
import { rounded } from '../check.mjs';
import { openings } from '../mouth.mjs';

export const title = 'A sample conversation: two faces, two voices, no microphone';

const seconds = 15;
const quietMs = 8000;

export async function run({ options, base, folder, findings }) {
  const { page, close, errors } = await openBrowser(options, { microphone: 'deny', autoplay: false });
  try {
    await visit(page, base, 'sample');
    // Asking the page anything counts as a click of the visitor, so the beginning is left alone.
    await page.waitForTimeout(quietMs);
    await page.waitForFunction(() => Object.keys(window.__visavis?.faces ?? {}).length === 2, null, {
      timeout: 40_000,
    });
    const ids = await page.evaluate(() => Object.keys(window.__visavis.faces));
    for (const id of ids) await waitForFace(page, id);

    const ask = page.getByRole('button', { name: 'Turn the sound on' });
    findings.expect('silent until a click where the browser asks for it', await ask.isVisible());
    findings.expect('muted until then', await allMuted(page), 'both');
    await ask.click();
    findings.expect('with sound after it', await soundComes(page));

    const seen = await Promise.all(
      ids.map((id) => page.evaluate(([who, s]) => window.__probe.watch(who, s), [id, seconds])),
    );
    ids.forEach((id, i) => {
      const { crop, pictures, sound, before, after } = seen[i];
      const rate = (after.frames - before.frames) / ((after.at - before.at) / 1000);
      findings.pace(
        `${id}: at least 24 frames a second`,
        { bar: rate >= 24, floor: rate >= 8 },
        `${rounded(rate)} of ${after.width} px`,
      );
      const loudest = 10 * Math.log10(Math.max(...sound.energies) + 1e-12);
      findings.expect(`${id}: is heard`, loudest > -45, `${rounded(loudest, 0)} dB`);
      const { opening } = openings(pictures, crop);
      findings.expect(`${id}: the mouth moves`, Math.max(...opening) > 10, `${Math.max(...opening)} px`);
    });
    const colours = await Promise.all(
      ids.map((id) => page.evaluate((who) => window.__probe.colourOf(who), id)),
    );
    const apart = Math.hypot(...colours[0].map((value, i) => value - colours[1][i]));
    findings.expect('two different faces', apart > 20, `colours ${rounded(apart, 0)} apart`);
    await page.getByText('Figures').click();
    await page.waitForTimeout(2500);
    await page.getByText('Figures').click();
    await page.screenshot({ path: `${folder}/sample.png` });
    findings.expect('no error in the page', errors.length === 0, errors.join('; ') || 'none');
  } finally {
    await close();
  }
}

/** Whether a face is heard within a moment. */
function soundComes(page) {
  const heard = () => [...document.querySelectorAll('video')].some((video) => !video.muted && !video.paused);
  return page.waitForFunction(heard, null, { timeout: 5000 }).then(
    () => true,
    () => false,
  );
}

function allMuted(page) {
  return page.evaluate(() => [...document.querySelectorAll('video')].every((video) => video.muted));
}
