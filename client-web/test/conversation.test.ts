import { beforeEach, describe, expect, it } from 'vitest';
import {
  control,
  createConversation,
  endConversation,
  listAvatars,
  portrayalStats,
  type VisavisError,
} from '../src/lib/index.js';
import { FakeServer, json, problem } from './fake-network.js';

const made = {
  conversation: 'c1',
  participants: [{ id: 'you', publishSecret: 'p', watchSecret: 'w' }],
  iceServers: [{ urls: ['stun:s'] }],
  nodeUrl: 'https://node-2.example/',
};

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer();
});

const create = (participants = [{ id: 'you', emotion: { happy: 1 } }]) =>
  createConversation({ server: 'https://front.example/', participants, seed: 7 });

describe('endConversation', () => {
  const conversation = {
    server: 'https://x.example',
    id: 'c1',
    participants: made.participants,
    iceServers: [],
  };

  it('should delete it with a publish secret', async () => {
    server.on('DELETE /v1/conversations/c1', new Response(null, { status: 204 }));
    await endConversation(conversation);
    expect(server.seen[0]?.headers.Authorization).toBe('Bearer p');
  });

  it('should not mind one that has ended already', async () => {
    server.on('DELETE /v1/conversations/c1', problem(404, 'It has ended.'));
    await expect(endConversation(conversation)).resolves.toBeUndefined();
  });
});

describe('createConversation', () => {
  it('should post the participants and give back secrets, ICE servers and the owning node', async () => {
    server.on('POST /v1/conversations', json(made, 201));
    const conversation = await create();
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({
      participants: [{ id: 'you', emotion: { happy: 1 } }],
      seed: 7,
    });
    expect(conversation).toEqual({
      server: 'https://node-2.example',
      id: 'c1',
      participants: made.participants,
      iceServers: made.iceServers,
      nodeUrl: made.nodeUrl,
    });
  });

  it.each([
    ['http://localhost:8080', 'http://127.0.0.1:8080'],
    ['http://localhost:8080', 'http://192.168.1.7:8080'],
    ['https://192.168.1.7:8080', 'https://0.0.0.0:8080'],
    ['https://192.168.1.7:8080', ''],
  ])('should stay at %s when the server calls itself "%s"', async (address, nodeUrl) => {
    server.on('POST /v1/conversations', json({ ...made, nodeUrl }, 201));
    const conversation = await createConversation({ server: address, participants: [] });
    expect(conversation.server).toBe(address);
  });

  it.each([
    [400, 'invalid'],
    [401, 'unauthorized'],
    [404, 'gone'],
    [503, 'full'],
    [502, 'unreachable'],
    [500, 'server'],
  ])('should turn %i into the reason "%s" with the sentence of the problem', async (status, reason) => {
    server.on(
      'POST /v1/conversations',
      problem(status, 'All four places are taken.', { 'Retry-After': '3' }),
    );
    await expect(create()).rejects.toMatchObject({
      name: 'VisavisError',
      reason,
      status,
      retryAfter: 3,
      message: 'All four places are taken.',
    });
  });

  it('should say "unreachable" when nobody answers, and name the host', async () => {
    server.on('POST /v1/conversations', new TypeError('Failed to fetch'));
    await expect(create()).rejects.toMatchObject({
      reason: 'unreachable',
      message: expect.stringContaining('front.example'),
    });
  });

  it('should say "closed" when the caller gave up', async () => {
    const stop = new AbortController();
    server.on('POST /v1/conversations', () => {
      stop.abort();
      throw new DOMException('aborted', 'AbortError');
    });
    const asked = createConversation({ server: 'https://x.example', participants: [], signal: stop.signal });
    await expect(asked).rejects.toMatchObject({ reason: 'closed' });
  });
});

describe('with a conversation', () => {
  const conversation = {
    server: 'https://x.example',
    id: 'c1',
    iceServers: [],
    participants: [
      { id: 'you', publishSecret: 'p', watchSecret: 'w' },
      { id: 'host', watchSecret: 'hw' },
    ],
  };

  it('should send a control with the publish secret of that participant', async () => {
    server.on('PATCH /v1/conversations/c1', json({}));
    await control(conversation, 'you', { relation: { kin: 'blood', status: 'self_lower' } });
    expect(server.seen[0]?.headers.Authorization).toBe('Bearer p');
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({
      participants: [{ id: 'you', relation: { kin: 'blood', status: 'self_lower' } }],
    });
  });

  it('should refuse a control without the secret for it, before the network', async () => {
    await expect(control(conversation, 'host', { avatar: 'mira' })).rejects.toMatchObject({
      reason: 'unauthorized',
      message: 'Conversation c1 has no publish secret for "host".',
    } satisfies Partial<VisavisError>);
    expect(server.seen).toHaveLength(0);
  });

  it('should find the figures of the portrayal asked for', async () => {
    const figures = { fps: 25, late: 0, voiceToVideoMs: { p50: 80, p95: 95 }, stagesMs: { splat: 5 } };
    server.on(
      'GET /v1/conversations/c1/stats',
      json({ portrayals: [{ of: 'you' }, { of: 'host', ...figures }] }),
    );
    expect(await portrayalStats(conversation, 'host')).toEqual({ of: 'host', ...figures });
    expect(server.seen[0]?.headers.Authorization).toBe('Bearer hw');
  });
});

it('should give avatars with absolute pictures, the default first', async () => {
  const named = (name: string) => ({ name, title: name, picture: `/v1/avatars/${name}/picture.png` });
  server.on(
    'GET /v1/avatars',
    json({ default: 'mira', avatars: [named('anna'), named('mira'), named('theo')] }),
  );
  const avatars = await listAvatars({ server: 'https://x.example' });
  expect(avatars.map((each) => each.name)).toEqual(['mira', 'anna', 'theo']);
  expect(avatars[0]?.picture).toBe('https://x.example/v1/avatars/mira/picture.png');
});
