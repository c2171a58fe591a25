import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { composite } from '../../lib/index.js';
import type { Watched } from '../hooks/use-face.js';
import { messageFor } from '../messages.js';

interface Props {
  /** Whose face, for the caption and for screen readers. */
  name: string;
  watched: Watched;
  muted: boolean;
  /** Shown until the first picture arrives. */
  poster?: string | undefined;
  /** Said while there is nothing to watch yet. */
  waiting?: string;
  /** The browser refused sound before a first click. */
  onSoundBlocked?: () => void;
  onRetry?: (() => void) | undefined;
  children?: ComponentChildren;
}

/** One face, as large as its place allows, with a word on its state where it is not simply there. */
export function FaceView(props: Props): JSX.Element {
  const { watched, muted, onSoundBlocked } = props;
  const video = useRef<HTMLVideoElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [showing, setShowing] = useState(false);
  const stream = watched.face?.stream;
  const cutOut = watched.cutOut ?? false;

  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = stream ?? null;
    if (!stream) setShowing(false);
  }, [stream]);

  useEffect(() => {
    const element = video.current;
    if (!element || !stream) return;
    element.muted = muted;
    element.play().catch((refused: Error) => {
      if (refused.name !== 'NotAllowedError' || muted) return;
      element.muted = true;
      void element.play().catch(() => undefined);
      onSoundBlocked?.();
    });
  }, [stream, muted, onSoundBlocked]);

  useEffect(() => {
    if (!stream || !cutOut || !video.current || !canvas.current) return undefined;
    const running = composite(video.current, canvas.current);
    return () => running.stop();
  }, [stream, cutOut]);

  const word = wordOn(watched, showing, props.waiting);
  return (
    <figure class="face" data-state={watched.state} data-showing={showing} data-cut-out={cutOut}>
      {props.poster && !showing && <img class="face-poster" src={props.poster} alt="" />}
      {/* biome-ignore lint/a11y/useMediaCaption: a live voice has no transcript to show */}
      <video
        ref={video}
        playsInline
        disablePictureInPicture
        aria-label={`Live face of ${props.name}`}
        onPlaying={() => setShowing(true)}
      />
      {cutOut && <canvas key={stream?.id} ref={canvas} />}
      {word && (
        <div class="face-word">
          <p>{word}</p>
          {watched.state === 'failed' && props.onRetry && (
            <button type="button" class="button" onClick={props.onRetry}>
              Try again
            </button>
          )}
        </div>
      )}
      {props.children}
      <figcaption class="face-name">{props.name}</figcaption>
      <p class="sr-only" role="status">
        {word ? `${props.name}: ${word}` : ''}
      </p>
    </figure>
  );
}

function wordOn(watched: Watched, showing: boolean, waiting = 'Waiting for a voice'): string | undefined {
  switch (watched.state) {
    case 'failed':
      return watched.error ? messageFor(watched.error).title : 'The connection ended';
    case 'reconnecting':
      return 'The connection broke. Reconnecting…';
    case 'waiting':
      return waiting;
    case 'connecting':
      return 'Connecting…';
    default:
      return showing ? undefined : 'Waiting for the first picture…';
  }
}
