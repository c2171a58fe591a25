import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { type Emotion, type EmotionName, emotionNames } from '../../lib/index.js';
import { fullIntensity, mixed, pure, strongest } from '../emotion-mix.js';
import { EmotionGlyph } from './emotion-glyph.js';

const labels: Record<EmotionName | 'neutral', string> = {
  neutral: 'Neutral',
  happy: 'Happy',
  sad: 'Sad',
  fear: 'Afraid',
  disgusted: 'Disgusted',
  contempt: 'Scornful',
  angry: 'Angry',
  surprised: 'Surprised',
};

interface Props {
  emotion: Emotion;
  onChange: (emotion: Emotion) => void;
}

/** Eight emotions to pick from with one intensity, or a mix of them. */
export function EmotionPicker({ emotion, onChange }: Props): JSX.Element {
  const group = useId();
  const [mixing, setMixing] = useState(false);
  const chosen = strongest(emotion);
  const intensity = chosen ? (emotion[chosen] ?? 0) : 0;
  return (
    <fieldset class="control">
      <legend>Emotion</legend>
      <div class="emotions">
        {(['neutral', ...emotionNames] as const).map((name) => (
          <label key={name}>
            <input
              type="radio"
              class="sr-only"
              name={group}
              checked={name === (chosen ?? 'neutral')}
              onChange={() => onChange(name === 'neutral' ? {} : pure(name, intensity || 1.5))}
            />
            <EmotionGlyph name={name} />
            <span>{labels[name]}</span>
          </label>
        ))}
      </div>
      {!mixing && (
        <Intensity
          label="Intensity"
          value={intensity}
          disabled={!chosen}
          onChange={(value) => chosen && onChange(pure(chosen, Math.max(value, 0.1)))}
        />
      )}
      <details class="mix" onToggle={(event) => setMixing(event.currentTarget.open)}>
        <summary>Mix several</summary>
        {emotionNames.map((name) => (
          <Intensity
            key={name}
            label={labels[name]}
            value={emotion[name] ?? 0}
            onChange={(value) => onChange(mixed(emotion, name, value))}
          />
        ))}
      </details>
    </fieldset>
  );
}

interface IntensityProps {
  label: string;
  value: number;
  disabled?: boolean;
  onChange: (value: number) => void;
}

function Intensity({ label, value, disabled = false, onChange }: IntensityProps): JSX.Element {
  return (
    <label class="intensity">
      <span>{label}</span>
      <input
        type="range"
        min="0"
        max={fullIntensity}
        step="0.1"
        value={value}
        disabled={disabled}
        style={{ '--part': value / fullIntensity }}
        onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
      <output>{value.toFixed(1)}</output>
    </label>
  );
}
