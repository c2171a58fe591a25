import type { Face, VoicePublication } from '../lib/index.js';

/** With `?debug` in the address, tests and the curious find the live connections under `window.__visavis`. */
export const debugging = new URLSearchParams(location.search).has('debug');

interface Live {
  faces: Record<string, Face>;
  voices: Record<string, VoicePublication>;
}

const live: Live = { faces: {}, voices: {} };
if (debugging) Object.assign(window, { __visavis: live });

/** Registers a live connection; returns the function that takes it out again. */
export function expose<K extends keyof Live>(
  kind: K,
  participant: string,
  what: Live[K][string],
): () => void {
  const entries = live[kind] as Record<string, Live[K][string]>;
  entries[participant] = what;
  return () => {
    if (entries[participant] === what) delete entries[participant];
  };
}
