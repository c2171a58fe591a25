import { openBrowser, visit } from '../browser.mjs';
import { rounded } from '../check.mjs';

export const title = 'A head that is cut out: the page shows through around it';

/** What the page has behind the head. */
const behind = { red: [255, 0, 0], white: [255, 255, 255] };

const side = 480;

/**
 * The two heads, and the rows of the picture, from and to, in which their left edges are judged: where what is
 * inside of the edge is of one colour for a while.
 */
const heads = [
  { name: 'left', part: 'hair', rows: [0.2, 0.6] },
  { name: 'right', part: 'cheek', rows: [0.58, 0.64] },
];

export async function run({ options, base, folder, findings }) {
  const { page, close, errors } = await openBrowser(options);
  try {
    await visit(page, base, 'sample');
    await page.getByRole('switch', { name: 'Cut out' }).click();
    const canvases = page.locator('.face[data-showing="true"] > canvas');
    await canvases.nth(1).waitFor({ timeout: 60_000 });
    // Past the first key frame.
    await page.waitForTimeout(3000);
    const size = await canvases.first().evaluate((canvas) => [canvas.width, canvas.height]);
    findings.expect('the canvas is as large as the face', size[0] === size[1] && size[0] >= 128, `${size}`);
    for (const [name, colour] of Object.entries(behind)) {
      const css = `.face { background: rgb(${colour}) !important; border-radius: 0 !important }
        .face-name { display: none }`;
      const style = await page.addStyleTag({ content: css });
      for (const [i, head] of heads.entries()) {
        const png = await page.locator('.face').nth(i).screenshot();
        const seen = await page.evaluate(look, [png.toString('base64'), side, ...head.rows]);
        judge(`${head.name} over ${name}`, head.part, seen, colour, findings);
      }
      await style.evaluate((element) => element.remove());
    }
    await page.screenshot({ path: `${folder}/cutout.png` });
    await losesAndRestores(page, findings);
    await byTrack(page, findings);
    await page.getByRole('switch', { name: 'Cut out' }).click();
    await page.waitForFunction(
      () => document.querySelectorAll('.face[data-showing="true"][data-cut-out="false"]').length === 2,
      null,
      { timeout: 40_000 },
    );
    findings.expect('and back', (await page.locator('.face > canvas').count()) === 0);
    findings.expect('no error in the page', errors.length === 0, errors.join('; ') || 'none');
  } finally {
    await close();
  }
}

function judge(what, part, { corners, face, rows }, page, findings) {
  const off = Math.max(...corners.flatMap((corner) => corner.map((value, c) => Math.abs(value - page[c]))));
  findings.expect(`${what}: the upper corners are the page's`, off <= 3, `${off} levels off`);
  const [r, g, b] = face;
  const skin = r > 90 && r > g + 10 && g > b && Math.hypot(r - page[0], g - page[1], b - page[2]) > 60;
  findings.expect(`${what}: the cheek is skin`, skin, `rgb ${face.map((value) => Math.round(value))}`);
  const fringe = Math.max(...rows.map(fringeOf(page)));
  findings.expect(
    `${what}: no dark fringe at the edge of the ${part}`,
    fringe <= 12,
    `${rounded(fringe, 0)} levels`,
  );
}

const luma = ([r, g, b]) => 0.299 * r + 0.587 * g + 0.114 * b;

/** How much darker than both the page and what is inside of it the edge of the head is in a row of pixels. */
function fringeOf(page) {
  return (row) => {
    const distance = (pixel) => Math.hypot(...pixel.map((value, c) => value - page[c]));
    const edge = row.findIndex((pixel) => distance(pixel) > 24);
    if (edge < 0 || edge > row.length - 24) return 0;
    const darkest = (from, to) => Math.min(...row.slice(edge + from, edge + to).map(luma));
    return Math.max(0, Math.min(luma(page), darkest(6, 24)) - darkest(0, 6));
  };
}

/** In the page: the pixels of a picture that are judged. */
async function look([png, size, from, to]) {
  const answer = await fetch(`data:image/png;base64,${png}`);
  const picture = await createImageBitmap(await answer.blob());
  const pen = new OffscreenCanvas(size, size).getContext('2d');
  pen.drawImage(picture, 0, 0, size, size);
  const { data } = pen.getImageData(0, 0, size, size);
  const at = (x, y) => [...data.subarray(4 * (y * size + x), 4 * (y * size + x) + 3)];
  const corners = [at(4, 4), at(size - 5, 4)];
  const cheek = [];
  for (let y = 0.55; y < 0.6; y += 0.01) {
    for (let x = 0.4; x < 0.44; x += 0.01) cheek.push(at(Math.round(x * size), Math.round(y * size)));
  }
  const face = [0, 1, 2].map((c) => cheek.reduce((sum, pixel) => sum + pixel[c], 0) / cheek.length);
  const rows = [];
  for (let y = from; y <= to; y += 0.02) {
    rows.push(Array.from({ length: size / 2 }, (_, x) => at(x, Math.round(y * size))));
  }
  return { corners, face, rows };
}

/** As an app does it: the library as it is served, from a track to a canvas and to a track again. */
async function byTrack(page, findings) {
  const seen = await page.evaluate(async () => {
    const { composite } = await import('/lib/visavis.js');
    const face = Object.values(window.__visavis.faces)[0];
    const canvas = document.createElement('canvas');
    const alphas = () => {
      const pen = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
      pen.drawImage(canvas, 0, 0);
      const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
      return [data[3], data[4 * (canvas.width / 2) * (canvas.height + 1) + 3]];
    };
    let drawn;
    const first = new Promise((resolve) => {
      drawn = () => resolve(alphas());
    });
    const head = composite(face.videoTrack, canvas, { onFrame: () => drawn() });
    const live = await first;
    const track = head.track.readyState;
    head.stop();
    return {
      live,
      track,
      stopped: alphas(),
      ended: head.track.readyState,
      source: face.videoTrack.readyState,
    };
  });
  findings.expect(
    'by a track: clear at the corner, full in the middle',
    seen.live[0] === 0 && seen.live[1] > 240,
    seen.live,
  );
  findings.expect(
    'its canvas is a track, until it is stopped',
    seen.track === 'live' && seen.ended === 'ended',
  );
  findings.expect(
    'stopped: the canvas is clear, the face goes on',
    seen.stopped[1] === 0 && seen.source === 'live',
  );
}

async function losesAndRestores(page, findings) {
  const drawn = await page.evaluate(async () => {
    const canvas = document.querySelector('.face > canvas');
    const gl = canvas.getContext('webgl2');
    const extension = gl.getExtension('WEBGL_lose_context');
    extension.loseContext();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const back = new Promise((resolve) => canvas.addEventListener('webglcontextrestored', resolve));
    extension.restoreContext();
    await back;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const pen = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
    for (let i = 0; i < 100; i++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      pen.drawImage(canvas, 0, 0);
      const { data } = pen.getImageData(canvas.width / 2, canvas.height / 2, 1, 1);
      if (data[3] > 240) return true;
    }
    return false;
  });
  findings.expect('draws again after its WebGL context was lost', drawn);
}
