import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

const everyMs = 100;
/** Quietest level that shows, in dB of full scale. */
const floorDb = -60;

/** How loud the microphone is, so that one sees that one is heard. Ten small repaints a second, no more. */
export function MicMeter({
  stream,
  muted,
}: {
  stream: MediaStream | undefined;
  muted: boolean;
}): JSX.Element {
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!stream || muted) return undefined;
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 1024 });
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      let sum = 0;
      for (const sample of samples) sum += sample * sample;
      const db = 10 * Math.log10(sum / samples.length + 1e-12);
      const level = Math.min(1, Math.max(0, 1 - db / floorDb));
      if (bar.current) bar.current.style.transform = `scaleX(${level.toFixed(2)})`;
    }, everyMs);
    return () => {
      clearInterval(timer);
      void context.close();
      if (bar.current) bar.current.style.transform = 'scaleX(0)';
    };
  }, [stream, muted]);
  return (
    <span class="meter" aria-hidden="true">
      <span ref={bar} />
    </span>
  );
}
