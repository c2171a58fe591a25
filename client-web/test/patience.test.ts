import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Conversation, type LinkState, publishVoice, watch } from '../src/lib/index.js';
import { pauseMs } from '../src/lib/patience.js';
import { FakePeer, FakeServer, FakeStream, problem, sdpAnswer } from './fake-network.js';

const conversation: Conversation = {
  server: 'https://x.example',
  id: 'c1',
  iceServers: [],
  participants: [{ id: 'you', publishSecret: 'p', watchSecret: 'w' }],
};
const post = 'POST /whep/c1/you';

let chance: number;
let page: EventTarget & { visibilityState: string };
let window: EventTarget;
beforeEach(() => {
  vi.useFakeTimers();
  chance = 0;
  vi.spyOn(Math, 'random').mockImplementation(() => chance);
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  window = new EventTarget();
  vi.stubGlobal('document', page);
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window));
  vi.stubGlobal('removeEventListener', window.removeEventListener.bind(window));
  FakePeer.install();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const settle = () => vi.advanceTimersByTimeAsync(0);
const away = () => new FakeServer().on(post, new TypeError('Failed to fetch'));
const back = () =>
  new FakeServer()
    .on(post, sdpAnswer('/whep/sessions/1'))
    .on('DELETE /whep/sessions/1', new Response(null, { status: 200 }));

/** A face that was there, and whose path has just broken, with `server` behind it from now on. */
async function broken(server: () => FakeServer) {
  back();
  const states: LinkState[] = [];
  const pending = watch(conversation, 'you', { onState: (state) => states.push(state) });
  await settle();
  FakePeer.latest.become('connected');
  const face = await pending;
  const now = server();
  const error = vi.fn();
  face.on('error', error);
  FakePeer.latest.become('failed');
  await settle();
  return { face, states, error, now };
}

function look(how: 'hidden' | 'visible') {
  page.visibilityState = how;
  page.dispatchEvent(new Event('visibilitychange'));
}

describe('the pause before another try', () => {
  it('should double from half a second to four', () => {
    expect([1, 2, 3, 4, 5, 50].map((n) => pauseMs(n, undefined, () => 1))).toEqual([
      500, 1000, 2000, 4000, 4000, 4000,
    ]);
  });

  it('should leave up to half of it to chance, so that not all come back in one moment', () => {
    expect([0, 0.5, 1].map((x) => pauseMs(4, undefined, () => x))).toEqual([2000, 3000, 4000]);
  });

  it('should never be shorter than what the server wishes, nor nothing at all', () => {
    expect([0, 1].map((x) => pauseMs(1, 7, () => x))).toEqual([7000, 8750]);
    expect(pauseMs(1, 120, () => 0)).toBe(120_000);
    expect(pauseMs(1, 0, () => 0)).toBe(250);
    expect(pauseMs(1, 1e12, () => 0)).toBe(3_600_000);
  });
});

describe('a link in trouble', () => {
  it('should come back when the server does, with pauses that grow', async () => {
    const { face, states, now } = await broken(away);
    const tries: number[] = [];
    for (let t = 0; t <= 8_000; t += 250) {
      tries.push(now.calls(post).length);
      await vi.advanceTimersByTimeAsync(250);
    }
    // After 0.25, 0.75, 1.75, 3.75, 5.75, 7.75 s.
    expect(tries.at(1)).toBe(1);
    expect(tries.at(4)).toBe(2);
    expect(tries.at(8)).toBe(3);
    expect(tries.at(-1)).toBe(6);
    back();
    await vi.advanceTimersByTimeAsync(2_000);
    FakePeer.latest.become('connected');
    await settle();
    expect(states).toEqual(['connected', 'reconnecting', 'connected']);
    face.close();
  });

  it('should give up after a minute, and say how hard it tried', async () => {
    const { face, error } = await broken(away);
    await vi.advanceTimersByTimeAsync(63_000);
    expect(face.state).toBe('failed');
    expect(error).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({
        reason: 'unreachable',
        message: expect.stringMatching(/^No answer from x\.example\. Gave up after \d+ tries in 6\d s\.$/),
      }),
    );
    const made = FakePeer.made.length;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(FakePeer.made).toHaveLength(made);
  });

  it.each([
    [400, 'invalid'],
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [404, 'gone'],
    [406, 'invalid'],
    [413, 'invalid'],
    [415, 'invalid'],
  ])('should not try again after a %i', async (status, reason) => {
    const { face, error, now } = await broken(() => new FakeServer().on(post, problem(status, 'No.')));
    await vi.advanceTimersByTimeAsync(120_000);
    expect(now.calls(post)).toHaveLength(1);
    expect(face.state).toBe('failed');
    expect(error).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ reason, status, message: 'No.' }),
    );
  });

  it.each([
    ['9', 9_000],
    [new Date(Date.UTC(2030, 0, 1, 0, 0, 12)).toUTCString(), 12_000],
  ])('should wait as long as a busy server wishes: Retry-After %s', async (wish, ms) => {
    vi.setSystemTime(Date.UTC(2030, 0, 1) - 250);
    const { face, now } = await broken(() =>
      new FakeServer().on(post, problem(503, 'Full.', { 'Retry-After': wish })),
    );
    await vi.advanceTimersByTimeAsync(250);
    expect(now.calls(post)).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(ms - 100);
    expect(now.calls(post)).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(now.calls(post)).toHaveLength(2);
    face.close();
  });

  it('should tell at once when the server wishes more than anyone waits', async () => {
    const { face, error } = await broken(() =>
      new FakeServer().on(post, problem(503, 'Full.', { 'Retry-After': '600' })),
    );
    await vi.advanceTimersByTimeAsync(300);
    expect(face.state).toBe('failed');
    expect(error).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ reason: 'full', retryAfter: 600 }),
    );
  });
});

describe('a first try', () => {
  it('should outlive a server that starts anew', async () => {
    away();
    const pending = watch(conversation, 'you');
    await vi.advanceTimersByTimeAsync(1_000);
    back();
    await vi.advanceTimersByTimeAsync(2_000);
    FakePeer.latest.become('connected');
    (await pending).close();
  });

  it('should say after four seconds that nobody answers', async () => {
    away();
    const outcome = expect(watch(conversation, 'you')).rejects.toMatchObject({
      reason: 'unreachable',
      message: expect.stringContaining('Gave up after'),
    });
    await vi.advanceTimersByTimeAsync(7_000);
    await outcome;
  });

  it('should say at once that there is no room, but come back after too many requests', async () => {
    const full = new FakeServer().on(post, problem(503, 'Full.', { 'Retry-After': '5' }));
    await expect(watch(conversation, 'you')).rejects.toMatchObject({ reason: 'full', retryAfter: 5 });
    expect(full.calls(post)).toHaveLength(1);
    new FakeServer()
      .on(post, problem(429, 'Too many requests.', { 'Retry-After': '2' }))
      .on(post, sdpAnswer('/whep/sessions/1'));
    const pending = watch(conversation, 'you');
    await vi.advanceTimersByTimeAsync(2_000);
    FakePeer.latest.become('connected');
    (await pending).close();
  });
});

describe('a page in the background', () => {
  it('should not give up while nobody looks, and be there when somebody does', async () => {
    look('hidden');
    const { face, states, error, now } = await broken(away);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(states.at(-1)).toBe('reconnecting');
    expect(error).not.toHaveBeenCalled();
    expect(now.calls(post).length).toBeLessThan(40);
    back();
    look('visible');
    await settle();
    FakePeer.latest.become('connected');
    await settle();
    expect(face.state).toBe('connected');
    face.close();
  });

  it('should have all its patience again when somebody looks', async () => {
    look('hidden');
    const { face } = await broken(away);
    await vi.advanceTimersByTimeAsync(600_000);
    look('visible');
    await vi.advanceTimersByTimeAsync(55_000);
    expect(face.state).toBe('reconnecting');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(face.state).toBe('failed');
  });

  it('should try at once when the network is back', async () => {
    const { face, now } = await broken(away);
    await vi.advanceTimersByTimeAsync(4_000);
    const before = now.calls(post).length;
    window.dispatchEvent(new Event('online'));
    await settle();
    expect(now.calls(post)).toHaveLength(before + 1);
    face.close();
  });
});

describe('a reload', () => {
  it('should find the place of its voice as soon as the server has noticed', async () => {
    const whip = 'POST /whip/c1/you';
    const server = new FakeServer()
      .on(whip, problem(409, 'Somebody gives this voice already.', { 'Retry-After': '2' }))
      .on(whip, sdpAnswer('/whip/sessions/2'));
    const track = { kind: 'audio', enabled: true } as MediaStreamTrack;
    const pending = publishVoice(conversation, 'you', new FakeStream([track]) as unknown as MediaStream);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(server.calls(whip)).toHaveLength(2);
    FakePeer.latest.become('connected');
    expect((await pending).state).toBe('connected');
  });
});
