import { type Conversation, secretOf } from './conversation.js';
import type { Emitter } from './emitter.js';
import { VisavisError } from './errors.js';
import { Link, type LinkEvents, type LinkState } from './link.js';

export interface LinkOptions {
  /** Ends the attempt, and later the link. */
  signal?: AbortSignal;
  /** Called with every state from the first on, also before the promise resolves. */
  onState?: (state: LinkState) => void;
}

/** A voice on its way to the server. */
export class VoicePublication {
  /** @internal */
  constructor(
    private readonly link: Link,
    private track: MediaStreamTrack,
    private readonly setTrack: (track: MediaStreamTrack) => void,
  ) {}

  get state(): LinkState {
    return this.link.state;
  }

  /** The peer connection of the moment, for statistics. */
  get peerConnection(): RTCPeerConnection | undefined {
    return this.link.pc;
  }

  on: Emitter<LinkEvents>['on'] = (type, listener) => this.link.events.on(type, listener);

  /** Sends silence in place of the voice, or the voice again. */
  set muted(muted: boolean) {
    this.track.enabled = !muted;
  }

  get muted(): boolean {
    return !this.track.enabled;
  }

  /** Another microphone, without a new connection. */
  async replaceTrack(track: MediaStreamTrack): Promise<void> {
    this.track = track;
    this.setTrack(track);
    await this.link.pc?.getSenders()[0]?.replaceTrack(track);
  }

  /** Ends the publication; the track itself goes on and is the caller's to stop. */
  close(): void {
    this.link.close();
  }
}

/**
 * Gives `participant` its voice (WHIP). Resolves once the voice is on its way, and from then on
 * reconnects by itself.
 */
export async function publishVoice(
  conversation: Conversation,
  participant: string,
  source: MediaStream | MediaStreamTrack,
  options: LinkOptions = {},
): Promise<VoicePublication> {
  let track = 'getAudioTracks' in source ? source.getAudioTracks()[0] : source;
  if (!track) throw new VisavisError('invalid', 'The MediaStream to publish has no audio track.');
  const link = new Link({
    name: `voice of ${participant}`,
    endpoint: {
      url: `${conversation.server}/whip/${encodeURIComponent(conversation.id)}/${encodeURIComponent(participant)}`,
      secret: secretOf(conversation, participant, 'publish'),
      conflict: 'taken',
    },
    iceServers: conversation.iceServers,
    prepare: (pc) => {
      if (track) pc.addTransceiver(track, { direction: 'sendonly' });
    },
    ...options,
  });
  await link.connected;
  return new VoicePublication(link, track, (next) => {
    track = next;
  });
}
