import type { JSX } from 'preact';
import type { FrameDelay } from '../../lib/index.js';
import { historyFrames } from '../frame-history.js';

/** What the server is to keep to, for 95 of 100 frames. */
const limitMs = 120;
/** The top of the plot; what took longer touches it. */
const topMs = 200;

/** Voice to video of each frame of the last ten seconds, the newest at the right; a red line is a dropped one. */
export function DelayPlot({ frames }: { frames: FrameDelay[] }): JSX.Element {
  const first = (frames.at(-1)?.n ?? 0) - historyFrames + 1;
  const dropped = frames.filter((frame) => frame.voiceToVideoMs === null);
  return (
    <figure class="delays">
      <figcaption>Voice to video, frame by frame, the last 10 s</figcaption>
      <div class="delays-field">
        <svg viewBox={`0 0 ${historyFrames} ${topMs}`} preserveAspectRatio="none" role="img">
          <title>{words(frames, dropped.length)}</title>
          <line class="limit" x1="0" x2={historyFrames} y1={topMs - limitMs} y2={topMs - limitMs} />
          <path class="dropped" d={dropped.map(({ n }) => `M${n - first + 0.5} 0V${topMs}`).join('')} />
          <path class="took" d={line(frames, first)} />
        </svg>
        <span style={{ top: `${100 - (100 * limitMs) / topMs}%` }}>{limitMs} ms</span>
      </div>
    </figure>
  );
}

/** One stroke through frames that follow each other; it is broken where a frame is missing or was dropped. */
function line(frames: FrameDelay[], first: number): string {
  let path = '';
  let last = Number.NaN;
  for (const { n, voiceToVideoMs } of frames) {
    if (voiceToVideoMs === null) continue;
    const at = `${n - first + 0.5} ${topMs - Math.min(topMs, voiceToVideoMs)}`;
    // A stroke to itself shows a frame that stands alone.
    path += n === last + 1 ? `L${at}` : `M${at}L${at}`;
    last = n;
  }
  return path;
}

function words(frames: FrameDelay[], dropped: number): string {
  const took = frames.flatMap(({ voiceToVideoMs }) => voiceToVideoMs ?? []).sort((a, b) => a - b);
  const longest = took.at(-1);
  const median = took[Math.floor(took.length / 2)];
  if (longest === undefined || median === undefined) return 'No frame of a voice has been shown yet';
  return `${took.length} frames: median ${Math.round(median)} ms, longest ${Math.round(longest)} ms, ${dropped} dropped`;
}
