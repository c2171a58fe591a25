import { useEffect, useState } from 'preact/hooks';
import { type Conversation, type Face, type LinkState, type VisavisError, watch } from '../../lib/index.js';
import { expose } from '../debug.js';

export interface Watched {
  face?: Face;
  /** The face comes with a matte. */
  cutOut?: boolean;
  state: LinkState;
  error?: VisavisError;
}

/**
 * Watches the portrayal of `participant` for as long as the component is shown; undefined watches nothing.
 * With `cutOut` it comes with a matte.
 */
export function useFace(
  conversation: Conversation | undefined,
  participant: string | undefined,
  cutOut = false,
): Watched {
  const [watched, setWatched] = useState<Watched>({ state: 'connecting' });
  useEffect(() => {
    setWatched({ state: 'connecting' });
    if (!conversation || !participant) return undefined;
    const stop = new AbortController();
    let hide = () => {};
    const onState = (state: LinkState) => {
      if (!stop.signal.aborted) setWatched((now) => ({ ...now, state }));
    };
    const matte = cutOut ? 'packed' : undefined;
    watch(conversation, participant, { signal: stop.signal, onState, matte }).then(
      (face) => {
        hide = expose('faces', participant, face);
        face.on('error', (error) => {
          if (face.state === 'failed') setWatched((now) => ({ ...now, error }));
        });
        setWatched((now) => ({ ...now, face, state: face.state, cutOut }));
      },
      (error: VisavisError) => {
        if (!stop.signal.aborted) setWatched({ state: 'failed', error });
      },
    );
    return () => {
      stop.abort();
      hide();
    };
  }, [conversation, participant, cutOut]);
  return watched;
}
