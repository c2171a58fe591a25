import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { type Conversation, type Face, type Stage, stages } from '../../lib/index.js';
import { useFigures } from '../hooks/use-figures.js';
import { useModelDevice } from '../hooks/use-model-device.js';
import { DelayPlot } from './delay-plot.js';

const stageWords: Record<Stage, string> = {
  listen: 'gather the voice',
  hear: 'features of the voice',
  move: 'motion model',
  correct: 'wrinkles and blushes',
  pose: 'pose the head',
  splat: 'draw the Gaussians',
  inpaint: 'mend head and plate',
  convert: 'to video format',
  handover: 'to the encoder',
};

interface Props {
  conversation: Conversation | undefined;
  participant: string;
  face: Face | undefined;
}

/** Frame rate, bitrate and the way from voice to video, measured while the panel is open. */
export function FiguresPanel({ conversation, participant, face }: Props): JSX.Element {
  const [open, setOpen] = useState(false);
  const { reception, portrayal, frames } = useFigures(conversation, participant, face, open);
  const device = useModelDevice(conversation, open);
  const longest = Math.max(1, ...stages.map((stage) => portrayal?.stagesMs[stage] ?? 0));
  return (
    <details class="figures" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Figures</summary>
      <dl class="figures-grid">
        <Figure name="Frames a second">{reception?.fps.toFixed(1)}</Figure>
        <Figure name="Voice to video, median">{ms(portrayal?.voiceToVideoMs?.p50)}</Figure>
        <Figure name="Voice to video, 95%">{ms(portrayal?.voiceToVideoMs?.p95)}</Figure>
        <Figure name="Late frames">{portrayal?.late}</Figure>
        <Figure name="Picture">{reception && `${kbps(reception.videoKbps)} ${reception.codec}`}</Figure>
        <Figure name="Voice">{reception && kbps(reception.audioKbps)}</Figure>
        <Figure name="Size">{reception && `${reception.width} × ${reception.height}`}</Figure>
        <Figure name="Network round trip">{ms(reception?.roundTripMs)}</Figure>
        <Figure name="Motion model">{device}</Figure>
      </dl>
      <DelayPlot frames={frames} />
      <table class="stages">
        <caption>One frame by stage, on the server</caption>
        <tbody>
          {stages.map((stage) => {
            const value = portrayal?.stagesMs[stage];
            return (
              <tr key={stage}>
                <th scope="row">
                  {stage} <span>{stageWords[stage]}</span>
                </th>
                <td>
                  <span class="stage-bar" style={{ width: `${(100 * (value ?? 0)) / longest}%` }} />
                </td>
                <td>{value === undefined ? '–' : `${value.toFixed(value < 10 ? 2 : 1)} ms`}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}

function Figure({ name, children }: { name: string; children: ComponentChildren }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children ?? '–'}</dd>
    </div>
  );
}

/** From here on the server means a picture that never came. */
const neverMs = 60_000;

function ms(value: number | undefined): string | undefined {
  if (value !== undefined && value >= neverMs) return 'dropped';
  return value === undefined ? undefined : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}

function kbps(value: number): string {
  return `${Math.round(value)} kbit/s`;
}
