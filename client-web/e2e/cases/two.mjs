import { openBrowser, visit, waitForFace } from '../browser.mjs';
import { rounded } from '../check.mjs';
import { likeness } from '../series.mjs';
import { speechFile } from '../speech.mjs';

export const title = 'Invite someone: each sees the other’s avatar and hears the other’s voice';

const seconds = 24;

export async function run({ options, base, folder, findings }) {
  const voices = {
    host: await speechFile(folder, 'host', { voice: 'slt', seconds: 40 }),
    guest: await speechFile(folder, 'guest', { voice: 'kal16', seconds: 40, first: 4 }),
  };
  const host = await openBrowser(options, { speech: voices.host.path });
  const guest = await openBrowser(options, { speech: voices.guest.path });
  try {
    await visit(host.page, base, 'invite');
    const { avatars } = await (await fetch(`${base}/v1/avatars`)).json();
    const [first, second] = ['mira', 'theo'].map((name) => avatars.find((each) => each.name === name));
    await host.page.getByRole('button', { name: 'Start, and get the link' }).click();
    const link = await host.page.getByLabel('Link for your guest').inputValue({ timeout: 30_000 });

    await guest.page.addInitScript({ path: new URL('../page/probe.js', import.meta.url).pathname });
    await guest.page.goto(link);
    await guest.page.getByRole('radio', { name: second.title }).check({ force: true });
    await guest.page.getByRole('button', { name: 'Join with my microphone' }).click();
    await waitForFace(host.page, 'guest');
    await waitForFace(guest.page, 'host');

    await host.page.waitForTimeout(3000);
    const [hostHears, guestHears] = await Promise.all([
      host.page.evaluate((s) => window.__probe.listen('guest', s), seconds),
      guest.page.evaluate((s) => window.__probe.listen('host', s), seconds),
    ]);
    pace(findings, 'the host', hostHears);
    pace(findings, 'the guest', guestHears);
    hears(findings, 'the host', hostHears, voices.guest, voices.host);
    hears(findings, 'the guest', guestHears, voices.host, voices.guest);
    await sees(findings, 'the host', host.page, base, 'guest', second, first);
    await sees(findings, 'the guest', guest.page, base, 'host', first, second);
    await host.page.screenshot({ path: `${folder}/invite.png` });
    await reloads(findings, host.page, guest.page);
    const errors = [...host.errors, ...guest.errors];
    findings.expect('no error in the pages', errors.length === 0, errors.join('; ') || 'none');
  } finally {
    await host.close();
    await guest.close();
  }
}

function pace(findings, who, { before, after }) {
  const rate = (after.frames - before.frames) / ((after.at - before.at) / 1000);
  findings.pace(
    `${who}: at least 24 frames a second`,
    { bar: rate >= 24, floor: rate >= 5 },
    `${rounded(rate)} of ${after.width} px`,
  );
}

function hears(findings, who, sound, theirs, own) {
  const right = likeness(sound, theirs);
  const wrong = likeness(sound, own);
  findings.expect(
    `${who} hears the other’s voice and no other`,
    right >= 0.7 && right > wrong + 0.2,
    `likeness ${rounded(right)} to the other, ${rounded(wrong)} to their own`,
  );
}

async function sees(findings, who, page, base, participant, right, wrong) {
  const shown = await page.evaluate((id) => window.__probe.colourOf(id), participant);
  const colours = await Promise.all(
    [right, wrong].map((avatar) =>
      page.evaluate((url) => window.__probe.colourOfPicture(url), new URL(avatar.picture, base).href),
    ),
  );
  const [near, far] = colours.map((colour) => Math.hypot(...colour.map((value, i) => value - shown[i])));
  findings.expect(
    `${who} sees ${right.title}`,
    near < far,
    `colour ${rounded(near, 0)} away from ${right.title}, ${rounded(far, 0)} from ${wrong.title}`,
  );
}

/** A guest that reloads the page finds their place again. */
async function reloads(findings, hostPage, guestPage) {
  await guestPage.reload();
  await guestPage.getByRole('button', { name: 'Join with my microphone' }).click();
  const came = await waitForFace(guestPage, 'host').then(
    () => true,
    () => false,
  );
  findings.expect('a guest who reloads gets in again', came);
  const sound = await hostPage.evaluate(() => window.__probe.listen('guest', 6));
  const loudest = Math.max(...sound.energies);
  findings.expect(
    'and is heard again',
    loudest > 1e-5,
    `loudest ${rounded(10 * Math.log10(loudest + 1e-12), 0)} dB`,
  );
}
