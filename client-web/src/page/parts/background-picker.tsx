import type { JSX } from 'preact';
import { Segments } from './segments.js';

const backgrounds = [
  { value: 'default', label: 'Plain' },
  { value: 'studio', label: 'Studio' },
  { value: 'dusk', label: 'Dusk' },
] as const;

type Background = (typeof backgrounds)[number]['value'];

interface Props {
  background: string;
  onChange: (background: Background) => void;
}

/** What everyone who watches sees behind this head. */
export function BackgroundPicker({ background, onChange }: Props): JSX.Element {
  const known = backgrounds.find((each) => each.value === background)?.value ?? 'default';
  return <Segments legend="Background" choices={backgrounds} value={known} onChange={onChange} />;
}
