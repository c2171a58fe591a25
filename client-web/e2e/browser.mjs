import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The system's Chromium with a fresh profile. `speech` is the wav that it takes for its microphone;
 * `microphone: 'deny'` answers the permission prompt with no; `autoplay: false` keeps the rule that a
 * page is silent before a first click.
 */
export async function openBrowser(
  options,
  { speech, microphone = 'allow', autoplay = true, ...context } = {},
) {
  const profile = await mkdtemp(join(tmpdir(), 'visavis-e2e-'));
  const args = [...quiet, '--use-fake-device-for-media-stream'];
  args.push(
    microphone === 'allow' ? '--use-fake-ui-for-media-stream' : '--use-fake-ui-for-media-stream=deny',
  );
  if (speech) args.push(`--use-file-for-fake-audio-capture=${speech}`);
  if (autoplay) args.push('--autoplay-policy=no-user-gesture-required');
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: options.chromium,
    headless: true,
    args,
    viewport: { width: 1280, height: 800 },
    ...context,
  });
  const page = browser.pages()[0] ?? (await browser.newPage());
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const close = async () => {
    // Leaves as a person does, so that the server has its room back for the next case.
    await page.goto('about:blank').catch(() => undefined);
    await page.waitForTimeout(500);
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  };
  return { page, browser, errors, close };
}

/** Opens a view of the page; the probes of `e2e/page` come with it. */
export async function visit(page, base, view = '') {
  await page.addInitScript({ path: new URL('./page/probe.js', import.meta.url).pathname });
  await page.goto(`${base}/?debug#/${view}`);
}

/** Waits until the face of `participant` is shown. */
export async function waitForFace(page, participant, timeout = 40_000) {
  await page.waitForFunction((id) => window.__visavis?.faces[id]?.state === 'connected', participant, {
    timeout,
  });
  await page.waitForFunction(
    (id) => {
      const video = window.__probe.videoOf(id);
      return video && video.readyState >= 2 && video.videoWidth > 0;
    },
    participant,
    { timeout },
  );
}
