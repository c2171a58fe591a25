import { type Emotion, type EmotionName, emotionNames } from '../lib/index.js';

/** The most that all emotions together may amount to. */
export const fullIntensity = 3;

/** One emotion alone, or neutral with `undefined`. */
export function pure(name: EmotionName | undefined, intensity: number): Emotion {
  return name && intensity > 0 ? { [name]: Math.min(intensity, fullIntensity) } : {};
}

/** Sets one emotion in a mix; where the sum would pass the limit, the others give way in proportion. */
export function mixed(mix: Emotion, name: EmotionName, intensity: number): Emotion {
  const wanted = Math.min(Math.max(intensity, 0), fullIntensity);
  const others = emotionNames.filter((each) => each !== name).map((each) => [each, mix[each] ?? 0] as const);
  const sum = others.reduce((total, [, value]) => total + value, 0);
  const room = fullIntensity - wanted;
  const share = sum > room ? room / sum : 1;
  const result: Emotion = {};
  for (const [each, value] of others) if (value * share > 0.005) result[each] = round(value * share);
  if (wanted > 0) result[name] = round(wanted);
  return result;
}

/** The strongest emotion of a mix; undefined for neutral. */
export function strongest(mix: Emotion): EmotionName | undefined {
  let best: EmotionName | undefined;
  for (const name of emotionNames) if ((mix[name] ?? 0) > (best ? (mix[best] ?? 0) : 0)) best = name;
  return best;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
