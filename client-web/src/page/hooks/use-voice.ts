import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import {
  type Conversation,
  type LinkState,
  openMicrophone,
  publishVoice,
  VisavisError,
  type VoicePublication,
} from '../../lib/index.js';
import { expose } from '../debug.js';

export interface Voice {
  phase: 'idle' | 'starting' | 'live' | 'failed';
  /** State of the way to the server, once `starting`. */
  link: LinkState;
  conversation?: Conversation;
  microphone?: MediaStream;
  muted: boolean;
  error?: VisavisError;
}

export interface VoiceHandle extends Voice {
  /** Opens the microphone, then the conversation, then gives `participant` the voice. */
  start(participant: string, open: (signal: AbortSignal) => Promise<Conversation>): void;
  setMuted(muted: boolean): void;
  stop(): void;
}

interface Run {
  stop: AbortController;
  publication?: VoicePublication;
}

const idle: Voice = { phase: 'idle', link: 'connecting', muted: false };

/** The user's microphone as a participant's voice; ends with the component. */
export function useVoice(): VoiceHandle {
  const [voice, setVoice] = useState<Voice>(idle);
  const running = useRef<Run | undefined>(undefined);

  const stop = useCallback(() => {
    running.current?.stop.abort();
    running.current = undefined;
    setVoice(idle);
  }, []);

  const start = useCallback<VoiceHandle['start']>((participant, open) => {
    running.current?.stop.abort();
    const run: Run = { stop: new AbortController() };
    running.current = run;
    const { signal } = run.stop;
    const update = (change: Partial<Voice>) => {
      if (!signal.aborted) setVoice((now) => ({ ...now, ...change }));
    };
    const fail = (thrown: unknown) => {
      update({ phase: 'failed', error: thrown as VisavisError });
      run.stop.abort();
    };
    const begin = async () => {
      const microphone = await openMicrophone();
      const track = microphone.getAudioTracks()[0];
      signal.addEventListener('abort', () => track?.stop());
      if (signal.aborted) return track?.stop();
      track?.addEventListener('ended', () =>
        fail(new VisavisError('microphone-missing', 'The microphone went away.')),
      );
      update({ microphone });
      const conversation = await open(signal);
      update({ conversation });
      const onState = (link: LinkState) => update({ link });
      const publication = await publishVoice(conversation, participant, microphone, { signal, onState });
      run.publication = publication;
      signal.addEventListener('abort', expose('voices', participant, publication));
      publication.on('error', fail);
      update({ phase: 'live', link: publication.state });
    };
    setVoice({ ...idle, phase: 'starting' });
    begin().catch(fail);
  }, []);

  const setMuted = useCallback((muted: boolean) => {
    if (running.current?.publication) running.current.publication.muted = muted;
    setVoice((now) => ({ ...now, muted }));
  }, []);

  useEffect(() => stop, [stop]);
  return { ...voice, start, setMuted, stop };
}
