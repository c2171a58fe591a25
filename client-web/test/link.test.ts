import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Conversation, type LinkState, publishVoice, watch } from '../src/lib/index.js';
import { FakePeer, FakeServer, FakeStream, problem, sdpAnswer } from './fake-network.js';

const conversation: Conversation = {
  server: 'https://x.example',
  id: 'c1',
  iceServers: [{ urls: 'stun:s' }],
  participants: [{ id: 'you', publishSecret: 'p', watchSecret: 'w' }],
};
const microphone = new FakeStream([
  { kind: 'audio', enabled: true } as MediaStreamTrack,
]) as unknown as MediaStream;

let server: FakeServer;
let pageEvents: EventTarget;
beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0);
  server = new FakeServer();
  pageEvents = new EventTarget();
  vi.stubGlobal('addEventListener', pageEvents.addEventListener.bind(pageEvents));
  vi.stubGlobal('removeEventListener', pageEvents.removeEventListener.bind(pageEvents));
  FakePeer.install();
  server.on('POST /whep/c1/you', sdpAnswer('/whep/sessions/1'));
  server.on('POST /whip/c1/you', sdpAnswer('/whip/sessions/1'));
  server.on('DELETE /whep/sessions/1', new Response(null, { status: 200 }));
  server.on('DELETE /whip/sessions/1', new Response(null, { status: 200 }));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const settle = () => vi.advanceTimersByTimeAsync(0);

async function watching(states: LinkState[] = []) {
  const pending = watch(conversation, 'you', { onState: (state) => states.push(state) });
  await settle();
  FakePeer.latest.become('connected');
  return { face: await pending, states };
}

describe('watch', () => {
  it('should offer to receive audio and video, with the watch secret and the ICE servers', async () => {
    const { face } = await watching();
    const [post] = server.calls('POST /whep/c1/you');
    expect(post).toMatchObject({
      body: 'v=0 offer',
      headers: { Authorization: 'Bearer w', 'Content-Type': 'application/sdp' },
    });
    expect(FakePeer.latest.configuration.iceServers).toEqual(conversation.iceServers);
    expect(FakePeer.latest.transceivers.map((t) => `${t.kind} ${t.direction}`)).toEqual([
      'audio recvonly',
      'video recvonly',
    ]);
    expect(FakePeer.latest.remote).toEqual({ type: 'answer', sdp: 'v=0 answer' });
    expect(face.stream.getTracks()).toEqual([face.audioTrack, face.videoTrack]);
    face.close();
  });

  it('should ask for a matte where one is wished for', async () => {
    const pending = watch(conversation, 'you', { matte: 'packed' });
    await settle();
    FakePeer.latest.become('connected');
    (await pending).close();
    expect(server.seen[0]?.url).toBe('https://x.example/whep/c1/you?matte=packed');
  });

  it('should wait for a voice as long as it takes, as often as the server wishes', async () => {
    server = new FakeServer()
      .on('POST /whep/c1/you', problem(409, 'Nobody speaks yet.', { 'Retry-After': '2' }))
      .on('POST /whep/c1/you', problem(409, 'Nobody speaks yet.', { 'Retry-After': '2' }))
      .on('POST /whep/c1/you', sdpAnswer('/whep/sessions/1'));
    const states: LinkState[] = [];
    const pending = watch(conversation, 'you', { onState: (state) => states.push(state) });
    await settle();
    expect(states).toEqual(['waiting']);
    await vi.advanceTimersByTimeAsync(3999);
    expect(server.calls('POST /whep/c1/you')).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    FakePeer.latest.become('connected');
    (await pending).close();
    expect(states).toEqual(['waiting', 'connected', 'closed']);
  });

  it('should make a new connection when the path breaks, in the same stream', async () => {
    const { face, states } = await watching();
    const first = FakePeer.latest;
    const tracks = vi.fn();
    face.on('tracks', tracks);
    first.become('failed');
    await settle();
    expect(server.calls('DELETE /whep/sessions/1')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(500);
    expect(FakePeer.latest).not.toBe(first);
    FakePeer.latest.become('connected');
    await settle();
    expect(states).toEqual(['connected', 'reconnecting', 'connected']);
    expect(tracks).toHaveBeenCalledWith({ video: face.videoTrack, audio: face.audioTrack });
    expect(face.stream.getTracks()).toEqual([face.audioTrack, face.videoTrack]);
    face.close();
  });

  it('should sit out an interruption shorter than four seconds', async () => {
    const { face, states } = await watching();
    FakePeer.latest.become('disconnected');
    await vi.advanceTimersByTimeAsync(3900);
    FakePeer.latest.become('connected');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(states).toEqual(['connected']);
    expect(FakePeer.made).toHaveLength(1);
    face.close();
  });

  it('should give up after a minute without the server, and say why', async () => {
    const { face } = await watching();
    const failed = vi.fn();
    face.on('error', failed);
    server = new FakeServer().on('POST /whep/c1/you', new TypeError('Failed to fetch'));
    FakePeer.latest.become('failed');
    await vi.advanceTimersByTimeAsync(59_000);
    expect(face.state).toBe('reconnecting');
    await vi.advanceTimersByTimeAsync(8_000);
    expect(face.state).toBe('failed');
    expect(failed).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ reason: 'unreachable' }));
  });

  it('should fail at once when the conversation is gone', async () => {
    server = new FakeServer().on('POST /whep/c1/you', problem(404, 'There is no conversation c1.'));
    await expect(watch(conversation, 'you')).rejects.toMatchObject({ reason: 'gone' });
    expect(server.seen).toHaveLength(1);
  });

  it('should delete the session when it is closed, and when the caller aborts while it connects', async () => {
    const { face } = await watching();
    face.close();
    await settle();
    expect(server.calls('DELETE /whep/sessions/1')).toHaveLength(1);

    const stop = new AbortController();
    const pending = watch(conversation, 'you', { signal: stop.signal });
    const outcome = expect(pending).rejects.toMatchObject({ reason: 'closed' });
    await settle();
    stop.abort();
    await outcome;
    await settle();
    expect(server.calls('DELETE /whep/sessions/1')).toHaveLength(2);
    expect(FakePeer.latest.connectionState).toBe('closed');
  });

  it('should delete the session that the server makes for a caller who has gone, before it asks for the next', async () => {
    let answer: (response: Response) => void = () => undefined;
    server = new FakeServer()
      .on('POST /whep/c1/you', () => new Promise<Response>((resolve) => (answer = resolve)))
      .on('POST /whep/c1/you', sdpAnswer('/whep/sessions/2'))
      .on('DELETE /whep/sessions/1', new Response(null, { status: 200 }))
      .on('DELETE /whep/sessions/2', new Response(null, { status: 200 }));
    const stop = new AbortController();
    const first = expect(watch(conversation, 'you', { signal: stop.signal })).rejects.toMatchObject({
      reason: 'closed',
    });
    await settle();
    stop.abort();
    await first;
    const second = watch(conversation, 'you');
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.seen.map((each) => each.method)).toEqual(['POST']);
    answer(sdpAnswer('/whep/sessions/1')());
    await settle();
    expect(server.seen.map((each) => each.method)).toEqual(['POST', 'DELETE', 'POST']);
    FakePeer.latest.become('connected');
    (await second).close();
  });

  it('should not wait for ever for a session that cannot be left', async () => {
    server = new FakeServer()
      .on('POST /whep/c1/you', () => new Promise<Response>(() => undefined))
      .on('POST /whep/c1/you', sdpAnswer('/whep/sessions/1'))
      .on('DELETE /whep/sessions/1', new Response(null, { status: 200 }));
    const stop = new AbortController();
    const first = expect(watch(conversation, 'you', { signal: stop.signal })).rejects.toMatchObject({
      reason: 'closed',
    });
    await settle();
    stop.abort();
    await first;
    const second = watch(conversation, 'you');
    await vi.advanceTimersByTimeAsync(2900);
    expect(server.calls('POST /whep/c1/you')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(100);
    expect(server.calls('POST /whep/c1/you')).toHaveLength(2);
    FakePeer.latest.become('connected');
    (await second).close();
  });

  it('should say so in a browser without WebRTC', async () => {
    vi.stubGlobal('RTCPeerConnection', undefined);
    await expect(watch(conversation, 'you')).rejects.toMatchObject({ reason: 'unsupported' });
  });
});

describe('publishVoice', () => {
  async function publishing() {
    const pending = publishVoice(conversation, 'you', microphone);
    await settle();
    FakePeer.latest.become('connected');
    return pending;
  }

  it('should offer to send one audio track with the publish secret', async () => {
    const voice = await publishing();
    expect(server.calls('POST /whip/c1/you')[0]?.headers.Authorization).toBe('Bearer p');
    expect(FakePeer.latest.transceivers.map((t) => `${t.kind} ${t.direction}`)).toEqual(['audio sendonly']);
    voice.close();
  });

  it('should try a few seconds for a place that a reload has just left, then say that it is taken', async () => {
    server = new FakeServer().on('POST /whip/c1/you', problem(409, 'Someone gives this voice already.'));
    const outcome = expect(publishVoice(conversation, 'you', microphone)).rejects.toMatchObject({
      reason: 'taken',
    });
    await vi.advanceTimersByTimeAsync(10_000);
    await outcome;
    expect(server.calls('POST /whip/c1/you').length).toBeGreaterThan(2);
  });

  it('should tell the server when the page goes away, with a call that outlives it', async () => {
    const voice = await publishing();
    pageEvents.dispatchEvent(new Event('pagehide'));
    expect(server.calls('DELETE /whip/sessions/1')).toMatchObject([{ keepalive: true }]);
    voice.close();
  });

  it('should keep a replaced microphone over a reconnect', async () => {
    const voice = await publishing();
    const other = { kind: 'audio', enabled: true, label: 'other' } as MediaStreamTrack;
    await voice.replaceTrack(other);
    const added = vi.spyOn(FakePeer.prototype, 'addTransceiver');
    FakePeer.latest.become('failed');
    await vi.advanceTimersByTimeAsync(500);
    expect(added).toHaveBeenCalledWith(other, { direction: 'sendonly' });
    voice.muted = true;
    expect(other.enabled).toBe(false);
    voice.close();
  });

  it('should refuse a stream without sound', async () => {
    const silent = new FakeStream() as unknown as MediaStream;
    await expect(publishVoice(conversation, 'you', silent)).rejects.toMatchObject({ reason: 'invalid' });
  });
});
