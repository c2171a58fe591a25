import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { openBrowser, visit, waitForFace } from '../browser.mjs';
import { speechFile } from '../speech.mjs';

export const title = 'Keyboard, screen reader, phone width, and what can go wrong';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export async function run(context) {
  await keyboardOnly(context);
  await phone(context);
  await deniedMicrophone(context);
  await badLinks(context);
}

/** From the entrance to a live face and out again without a pointer. */
async function keyboardOnly({ options, base, folder, findings }) {
  const speech = await speechFile(folder, 'keyboard', { voice: 'slt', seconds: 20 });
  const { page, close } = await openBrowser(options, { speech: speech.path });
  try {
    await visit(page, base);
    await page.getByRole('heading', { name: 'A voice gets a face.' }).waitFor();
    await noBarriers(page, findings, 'entrance');
    await tabTo(page, (text) => text.includes('Be the avatar'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Be the avatar' }).waitFor();
    // The heading is there a moment before an effect gives it the focus.
    await page
      .waitForFunction(() => document.activeElement?.textContent === 'Be the avatar', undefined, {
        timeout: 2000,
      })
      .catch(() => {});
    const focused = await page.evaluate(() => document.activeElement?.textContent);
    findings.expect('a new view takes the focus to its heading', focused === 'Be the avatar', focused);
    await noBarriers(page, findings, 'be the avatar');
    await tabTo(page, (text) => text.includes('Start with my microphone'));
    await page.keyboard.press('Enter');
    await waitForFace(page, 'you');
    findings.expect('keyboard alone: a live face', true);
    await tabTo(page, (text) => text === 'Neutral');
    await page.keyboard.press('ArrowRight');
    const happy = await page.getByRole('radio', { name: 'Happy' }).isChecked();
    findings.expect('keyboard alone: an emotion by arrow key', happy);
    await noBarriers(page, findings, 'live face');
    await tabTo(page, (text) => text.includes('Leave'));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Start with my microphone' }).waitFor();
    findings.expect('keyboard alone: left again', true);
  } finally {
    await close();
  }
}

async function phone({ options, base, folder, findings }) {
  const device = {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  };
  const { page, close } = await openBrowser(options, device);
  try {
    await visit(page, base);
    await page.locator('.hero-faces img').first().waitFor();
    await fits(page, findings, 'entrance');
    await page.screenshot({ path: `${folder}/phone-home.png` });
    await page.getByText('Watch two of them talk').tap();
    await page.waitForFunction(() => Object.keys(window.__visavis?.faces ?? {}).length === 2, null, {
      timeout: 40_000,
    });
    for (const id of await page.evaluate(() => Object.keys(window.__visavis.faces)))
      await waitForFace(page, id);
    await fits(page, findings, 'sample');
    await page.screenshot({ path: `${folder}/phone-sample.png` });
  } finally {
    await close();
  }
}

async function deniedMicrophone({ options, base, findings }) {
  const { page, close } = await openBrowser(options, { microphone: 'deny' });
  try {
    await visit(page, base, 'avatar');
    await page.getByRole('button', { name: 'Start with my microphone' }).click();
    const alert = page.getByRole('alert');
    await alert.waitFor({ timeout: 10_000 });
    const text = await alert.innerText();
    findings.expect(
      'a denied microphone is explained',
      text.includes('may not use your microphone'),
      text.replaceAll('\n', ' '),
    );
    findings.expect(
      'and can be tried again',
      await page.getByRole('button', { name: 'Try again' }).isEnabled(),
    );
  } finally {
    await close();
  }
}

async function badLinks({ options, base, findings }) {
  const { page, close } = await openBrowser(options);
  try {
    await visit(page, base, 'join/abc');
    const cut = await page.getByRole('alert').innerText();
    findings.expect('a cut link is explained', cut.includes('cut short'), cut.split('\n')[0]);

    const access = {
      s: base,
      c: 'no-such-conversation',
      m: 'guest',
      h: 'host',
      p: [
        ['host', '', 'w'],
        ['guest', 'p', 'w'],
      ],
    };
    await page.goto('about:blank');
    await visit(page, base, `join/${Buffer.from(JSON.stringify(access)).toString('base64url')}`);
    await page.getByRole('button', { name: 'Join with my microphone' }).click();
    const alert = page.getByRole('alert').first();
    await alert.waitFor({ timeout: 10_000 });
    const reason = await alert.getAttribute('data-reason');
    findings.expect(
      'an expired link is explained',
      ['gone', 'unauthorized'].includes(reason),
      await alert.innerText().then((t) => t.split('\n')[0]),
    );
  } finally {
    await close();
  }
}

/** Presses Tab until the focused thing answers to `wanted`. */
async function tabTo(page, wanted) {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const text = await page.evaluate(() => {
      const focused = document.activeElement;
      if (!focused?.matches('a, button, input, summary')) return '';
      return (focused.closest('label') ?? focused).textContent?.trim() ?? '';
    });
    if (wanted(text)) return;
  }
  throw new Error('the keyboard does not get there');
}

async function fits(page, findings, view) {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  findings.expect(`phone: ${view} fits the width`, overflow <= 0, `${overflow} px over`);
}

/** axe-core's rules for WCAG 2 A and AA, in light and in dark colours. */
async function noBarriers(page, findings, view) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await noBarriersNow(page, findings, `${view}, ${colorScheme}`);
  }
}

async function noBarriersNow(page, findings, view) {
  await page.evaluate(await readFile(axe, 'utf8'));
  const violations = await page.evaluate(async () => {
    const rules = {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
      rules: { 'video-caption': { enabled: false } },
    };
    const result = await window.axe.run(document, rules);
    return result.violations.map((each) => `${each.id} (${each.nodes[0]?.target.join(' ')})`);
  });
  findings.expect(
    `no barrier that axe knows: ${view}`,
    violations.length === 0,
    violations.join('; ') || 'none',
  );
}
