import { useEffect, useState } from 'preact/hooks';
import { type AvatarChoice, listAvatars, type VisavisError } from '../../lib/index.js';

export interface Avatars {
  choices: AvatarChoice[];
  error?: VisavisError;
}

const retryMs = 3000;

/** The server's avatars; keeps asking while the server does not answer. */
export function useAvatars(): Avatars {
  const [avatars, setAvatars] = useState<Avatars>({ choices: [] });
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const ask = () =>
      listAvatars({ signal: stop.signal }).then(
        (choices) => setAvatars({ choices }),
        (error: VisavisError) => {
          if (stop.signal.aborted) return;
          setAvatars({ choices: [], error });
          timer = setTimeout(ask, retryMs);
        },
      );
    void ask();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, []);
  return avatars;
}
