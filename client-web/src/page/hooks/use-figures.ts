import { useEffect, useState } from 'preact/hooks';
import {
  type Conversation,
  type Face,
  type FrameDelay,
  type PortrayalStats,
  portrayalStats,
  type Reception,
  ReceptionMeter,
} from '../../lib/index.js';
import { joined } from '../frame-history.js';

export interface Figures {
  reception?: Reception | undefined;
  portrayal?: PortrayalStats | undefined;
  /** The last ten seconds, frame by frame. */
  frames: FrameDelay[];
}

const everyMs = 1000;

/** Measurements of one face, browser's and server's, once a second while `open`. */
export function useFigures(
  conversation: Conversation | undefined,
  participant: string,
  face: Face | undefined,
  open: boolean,
): Figures {
  const [figures, setFigures] = useState<Figures>({ frames: [] });
  useEffect(() => {
    if (!open || !conversation || !face) return undefined;
    const meter = new ReceptionMeter();
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const read = async () => {
      const [reception, portrayal] = await Promise.all([
        meter.read(face.peerConnection).catch(() => undefined),
        portrayalStats(conversation, participant, stop.signal).catch(() => undefined),
      ]);
      if (stop.signal.aborted) return;
      setFigures((before) => ({
        reception: reception ?? before.reception,
        portrayal,
        frames: joined(before.frames, portrayal?.recent ?? []),
      }));
      timer = setTimeout(read, everyMs);
    };
    void read();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [conversation, participant, face, open]);
  return figures;
}
