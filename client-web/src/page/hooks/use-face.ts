import { useEffect, useState } from 'preact/hooks';
import { type Conversation, type Face, type LinkState, type VisavisError, watch } from '../../lib/index.js';
import { expose } from '../debug.js';

export interface Watched {
  face?: Face;
  state: LinkState;
  error?: VisavisError;
}

/** Watches the portrayal of `participant` for as long as the component is shown; undefined watches nothing. */
export function useFace(conversation: Conversation | undefined, participant: string | undefined): Watched {
  const [watched, setWatched] = useState<Watched>({ state: 'connecting' });
  useEffect(() => {
    setWatched({ state: 'connecting' });
    if (!conversation || !participant) return undefined;
    const stop = new AbortController();
    let hide = () => {};
    const onState = (state: LinkState) => {
      if (!stop.signal.aborted) setWatched((now) => ({ ...now, state }));
    };
    watch(conversation, participant, { signal: stop.signal, onState }).then(
      (face) => {
        hide = expose('faces', participant, face);
        face.on('error', (error) => {
          if (face.state === 'failed') setWatched((now) => ({ ...now, error }));
        });
        setWatched((now) => ({ ...now, face, state: face.state }));
      },
      (error: VisavisError) => {
        if (!stop.signal.aborted) setWatched({ state: 'failed', error });
      },
    );
    return () => {
      stop.abort();
      hide();
    };
  }, [conversation, participant]);
  return watched;
}
