import { vi } from 'vitest';

/** What a test's server saw and answers. The only thing faked is the edge: fetch and RTCPeerConnection. */
export interface Exchange {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | undefined;
  keepalive: boolean;
}

type Answer = Response | Error | (() => Response | Promise<Response>);

export class FakeServer {
  readonly seen: Exchange[] = [];
  private readonly answers: { match: string; answer: Answer }[] = [];

  constructor() {
    vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => this.fetch(url, init));
  }

  /** The next call of `METHOD /path` gets this; the last one given stays. */
  on(match: string, answer: Answer): this {
    this.answers.push({ match, answer });
    return this;
  }

  calls(match: string): Exchange[] {
    return this.seen.filter((each) => matches(each, match));
  }

  private async fetch(url: string, init: RequestInit): Promise<Response> {
    const exchange: Exchange = {
      method: init.method ?? 'GET',
      url,
      headers: init.headers as Record<string, string>,
      body: init.body as string | undefined,
      keepalive: init.keepalive ?? false,
    };
    this.seen.push(exchange);
    const index = this.answers.findIndex((each) => matches(exchange, each.match));
    const found = this.answers[index];
    if (!found) return new Response(null, { status: 500, statusText: `unexpected ${init.method} ${url}` });
    const another = this.answers.some((each, i) => i > index && each.match === found.match);
    if (another) this.answers.splice(index, 1);
    if (found.answer instanceof Error) throw found.answer;
    return typeof found.answer === 'function' ? found.answer() : found.answer.clone();
  }
}

function matches(exchange: Exchange, match: string): boolean {
  const [method, path] = match.split(' ');
  return exchange.method === method && new URL(exchange.url).pathname === path;
}

export const json = (value: unknown, status = 200): Response => Response.json(value, { status });

export const problem = (status: number, detail: string, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify({ title: 'refused', detail, status }), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });

export const sdpAnswer = (location: string) => () =>
  new Response('v=0 answer', {
    status: 201,
    headers: { Location: location, 'Content-Type': 'application/sdp' },
  });

/** A peer connection whose path the test opens and breaks by hand. */
export class FakePeer extends EventTarget {
  static readonly made: FakePeer[] = [];
  iceGatheringState = 'complete';
  connectionState = 'new';
  localDescription: { sdp: string } | null = null;
  remote: unknown;
  readonly transceivers: { kind: string; direction: string; sender: { replaceTrack: unknown } }[] = [];

  constructor(readonly configuration: RTCConfiguration) {
    super();
    FakePeer.made.push(this);
  }

  static install(): void {
    FakePeer.made.length = 0;
    vi.stubGlobal('RTCPeerConnection', FakePeer);
    vi.stubGlobal('MediaStream', FakeStream);
  }

  static get latest(): FakePeer {
    const peer = FakePeer.made.at(-1);
    if (!peer) throw new Error('no peer connection was made');
    return peer;
  }

  addTransceiver(what: string | { kind: string }, init: { direction: string }) {
    const kind = typeof what === 'string' ? what : what.kind;
    const transceiver = {
      kind,
      direction: init.direction,
      sender: { replaceTrack: vi.fn(async () => undefined) },
      receiver: { track: { kind, of: this } },
    };
    this.transceivers.push(transceiver);
    return transceiver;
  }

  getSenders() {
    return this.transceivers.map((each) => each.sender);
  }

  async setLocalDescription(): Promise<void> {
    this.localDescription = { sdp: 'v=0 offer' };
  }

  async setRemoteDescription(description: unknown): Promise<void> {
    this.remote = description;
  }

  become(state: string): void {
    this.connectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  }

  close(): void {
    this.connectionState = 'closed';
  }
}

export class FakeStream {
  private readonly tracks = new Set<MediaStreamTrack>();

  constructor(tracks: MediaStreamTrack[] = []) {
    for (const track of tracks) this.tracks.add(track);
  }

  addTrack(track: MediaStreamTrack): void {
    this.tracks.add(track);
  }

  removeTrack(track: MediaStreamTrack): void {
    this.tracks.delete(track);
  }

  getTracks(): MediaStreamTrack[] {
    return [...this.tracks];
  }

  getAudioTracks(): MediaStreamTrack[] {
    return this.getTracks().filter((each) => each.kind === 'audio');
  }
}
