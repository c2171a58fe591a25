import { useEffect, useState } from 'preact/hooks';
import { type Conversation, serverInfo } from '../../lib/index.js';

const words = { cpu: 'on CPU', cuda: 'on GPU' };

/** What the server's default motion model runs on, in words; asked once while `open`. */
export function useModelDevice(conversation: Conversation | undefined, open: boolean): string | undefined {
  const [device, setDevice] = useState<string>();
  const server = conversation?.server;
  useEffect(() => {
    if (!open || server === undefined) return undefined;
    const stop = new AbortController();
    serverInfo({ server, signal: stop.signal }).then(
      (info) => {
        const provider = info.modelProviders[info.defaultModel];
        setDevice(provider && words[provider]);
      },
      // The panel shows a dash.
      () => undefined,
    );
    return () => stop.abort();
  }, [server, open]);
  return device;
}
