import { type Conversation, secretOf } from './conversation.js';
import { Emitter } from './emitter.js';
import { Link, type LinkEvents, type LinkState } from './link.js';
import type { LinkOptions } from './publish.js';

export interface FaceEvents extends LinkEvents {
  /** A reconnect brought new tracks; whoever passed the old ones on calls `RTCRtpSender.replaceTrack`. */
  tracks: { video: MediaStreamTrack; audio: MediaStreamTrack };
}

export interface WatchOptions extends LinkOptions {
  /**
   * `packed`: frames are twice as wide, with colour on the left and its matte on the right, and have no
   * background; {@link composite} draws them. Costs the server two viewers' encoding.
   */
  matte?: 'packed' | undefined;
}

/** A portrayal as it arrives: the face, and that participant's voice in step with it. */
export class Face {
  private readonly events = new Emitter<FaceEvents>();

  /** @internal */
  constructor(
    /** Stays the same over reconnects; its tracks are exchanged. For a `<video>`. */
    readonly stream: MediaStream,
    private readonly link: Link,
    private readonly tracks: Tracks,
  ) {
    link.events.on('state', (state) => {
      this.events.emit('state', state);
      if (state === 'connected') this.events.emit('tracks', { video: tracks.video(), audio: tracks.audio() });
    });
    link.events.on('error', (error) => this.events.emit('error', error));
  }

  /** The tracks of the moment, for any call: `pc.addTrack(face.videoTrack, face.stream)`. */
  get videoTrack(): MediaStreamTrack {
    return this.tracks.video();
  }

  get audioTrack(): MediaStreamTrack {
    return this.tracks.audio();
  }

  get state(): LinkState {
    return this.link.state;
  }

  /** The peer connection of the moment, for statistics. */
  get peerConnection(): RTCPeerConnection | undefined {
    return this.link.pc;
  }

  on: Emitter<FaceEvents>['on'] = (type, listener) => this.events.on(type, listener);

  close(): void {
    this.link.close();
    this.events.clear();
  }
}

/**
 * Watches the portrayal of `participant` (WHEP): its face and its voice. Waits, with state `waiting`,
 * while there is nothing to watch; resolves with the first connection and from then on reconnects by itself.
 */
export async function watch(
  conversation: Conversation,
  participant: string,
  { matte, ...options }: WatchOptions = {},
): Promise<Face> {
  const path = `${encodeURIComponent(conversation.id)}/${encodeURIComponent(participant)}`;
  const stream = new MediaStream();
  const tracks = new Tracks(stream);
  const link = new Link({
    name: `face of ${participant}`,
    endpoint: {
      url: `${conversation.server}/whep/${path}${matte ? `?matte=${matte}` : ''}`,
      secret: secretOf(conversation, participant, 'watch'),
      conflict: 'not-yet',
    },
    iceServers: conversation.iceServers,
    prepare: (pc) => tracks.receive(pc),
    ...options,
  });
  await link.connected;
  return new Face(stream, link, tracks);
}

/** The receiving tracks of the peer connection of the moment, mirrored into one lasting stream. */
class Tracks {
  private receivers: { video: RTCRtpReceiver; audio: RTCRtpReceiver } | undefined;

  constructor(private readonly stream: MediaStream) {}

  receive(pc: RTCPeerConnection): void {
    const audio = pc.addTransceiver('audio', { direction: 'recvonly' }).receiver;
    const video = pc.addTransceiver('video', { direction: 'recvonly' }).receiver;
    this.receivers = { video, audio };
    for (const old of this.stream.getTracks()) this.stream.removeTrack(old);
    this.stream.addTrack(audio.track);
    this.stream.addTrack(video.track);
  }

  video(): MediaStreamTrack {
    return this.held().video.track;
  }

  audio(): MediaStreamTrack {
    return this.held().audio.track;
  }

  private held(): { video: RTCRtpReceiver; audio: RTCRtpReceiver } {
    if (!this.receivers) throw new Error('there are no tracks before the first peer connection');
    return this.receivers;
  }
}
