import type { JSX } from 'preact';
import type { EmotionName } from '../../lib/index.js';

/** Brows and mouth of a small drawn face, on a grid of 32. */
const features: Record<EmotionName | 'neutral', { brows: string; mouth: string }> = {
  neutral: { brows: 'M9 11h5M18 11h5', mouth: 'M11.5 21.500h9' },
  happy: { brows: 'M9 11q2.500-2 5 0M18 11q2.500-2 5 0', mouth: 'M10.500 19.500q5.500 6 11 0' },
  sad: { brows: 'M9 12l5-2M23 12l-5-2', mouth: 'M11.500 23q4.500-4 9 0' },
  fear: { brows: 'M9 11l5-2.500M23 11l-5-2.500', mouth: 'M11 22q2.500-2.500 5 0t5 0' },
  disgusted: { brows: 'M9 10.500l5 1.500M23 10.500l-5 1.500', mouth: 'M11 22.500q2.500-3.500 5-1t5-1.500' },
  contempt: { brows: 'M9 11h5M18 10l5-1', mouth: 'M11 22h6q3 0 4-2.500' },
  angry: { brows: 'M9 9.500l5 2.500M23 9.500l-5 2.500', mouth: 'M11.500 22.500q4.500-3 9 0' },
  surprised: {
    brows: 'M9 9q2.500-2 5 0M18 9q2.500-2 5 0',
    mouth: 'M16 18.800a2.700 3 0 110 6 2.700 3 0 010-6z',
  },
};

export function EmotionGlyph({ name }: { name: EmotionName | 'neutral' }): JSX.Element {
  const { brows, mouth } = features[name];
  return (
    <svg class="glyph" width="32" height="32" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <circle cx="16" cy="16" r="13.500" />
      <path d={`${brows} ${mouth}`} />
      <path class="eyes" d="M11.500 15v.01M20.500 15v.01" />
    </svg>
  );
}
