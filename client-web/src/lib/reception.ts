/** What arrived since the reading before, seen from the browser. */
export interface Reception {
  /** Decoded frames a second. */
  fps: number;
  width: number;
  height: number;
  videoKbps: number;
  audioKbps: number;
  /** RTP packets lost, of all that were sent, 0..1. */
  loss: number;
  /** Total of noticeable stalls of the picture since the connection began. */
  freezes: number;
  /** Time that the picture waits in the browser before it is shown, in ms. */
  jitterBufferMs: number;
  /** Network round trip in ms; undefined before it is measured. */
  roundTripMs: number | undefined;
  codec: string;
}

interface Totals {
  at: number;
  frames: number;
  videoBytes: number;
  audioBytes: number;
  received: number;
  lost: number;
  waited: number;
  emitted: number;
}

const none: Totals = {
  at: 0,
  frames: 0,
  videoBytes: 0,
  audioBytes: 0,
  received: 0,
  lost: 0,
  waited: 0,
  emitted: 0,
};

/** Turns the running totals of `getStats` into rates. One meter per reader; call it about once a second. */
export class ReceptionMeter {
  private before = none;
  private connection: RTCPeerConnection | undefined;

  async read(pc: RTCPeerConnection | undefined): Promise<Reception | undefined> {
    if (!pc) return undefined;
    // A new connection counts from zero again.
    if (pc !== this.connection) this.before = none;
    this.connection = pc;
    const report = await pc.getStats();
    const entries: Entry[] = [];
    report.forEach((entry: Entry) => {
      entries.push(entry);
    });
    return this.rates(entries);
  }

  private rates(entries: Entry[]): Reception | undefined {
    const video = entries.find((e) => e.type === 'inbound-rtp' && e.kind === 'video');
    const audio = entries.find((e) => e.type === 'inbound-rtp' && e.kind === 'audio');
    const pair = entries.find((e) => e.type === 'candidate-pair' && e.nominated && e.state === 'succeeded');
    if (!video) return undefined;
    const now: Totals = {
      at: video.timestamp,
      frames: video.framesDecoded ?? 0,
      videoBytes: video.bytesReceived ?? 0,
      audioBytes: audio?.bytesReceived ?? 0,
      received: video.packetsReceived ?? 0,
      lost: video.packetsLost ?? 0,
      waited: video.jitterBufferDelay ?? 0,
      emitted: video.jitterBufferEmittedCount ?? 0,
    };
    const then = this.before;
    this.before = now;
    const seconds = (now.at - then.at) / 1000;
    if (then.at === 0 || seconds <= 0) return undefined;
    const arrived = now.received - then.received;
    const lost = Math.max(0, now.lost - then.lost);
    const codec = entries.find((e) => e.id === video.codecId)?.mimeType ?? '';
    return {
      fps: (now.frames - then.frames) / seconds,
      width: video.frameWidth ?? 0,
      height: video.frameHeight ?? 0,
      videoKbps: ((now.videoBytes - then.videoBytes) * 8) / 1000 / seconds,
      audioKbps: ((now.audioBytes - then.audioBytes) * 8) / 1000 / seconds,
      loss: lost + arrived > 0 ? lost / (lost + arrived) : 0,
      freezes: video.freezeCount ?? 0,
      jitterBufferMs: (1000 * (now.waited - then.waited)) / Math.max(1, now.emitted - then.emitted),
      roundTripMs: pair?.currentRoundTripTime === undefined ? undefined : pair.currentRoundTripTime * 1000,
      codec: codec.replace('video/', ''),
    };
  }
}

/** The fields read here of the statistics objects (webrtc-stats), all of them in one shape. */
interface Entry {
  id: string;
  type: string;
  timestamp: number;
  kind?: string;
  codecId?: string;
  mimeType?: string;
  nominated?: boolean;
  state?: string;
  framesDecoded?: number;
  frameWidth?: number;
  frameHeight?: number;
  bytesReceived?: number;
  packetsReceived?: number;
  packetsLost?: number;
  freezeCount?: number;
  jitterBufferDelay?: number;
  jitterBufferEmittedCount?: number;
  currentRoundTripTime?: number;
}
