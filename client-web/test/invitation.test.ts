import { expect, it } from 'vitest';
import { invitationFor, invitationIn, linkOf, pageForGuests } from '../src/page/invitation.js';

const conversation = {
  server: 'https://x.example:8080',
  id: 'c1',
  iceServers: [{ urls: 'turn:t', username: 'ü', credential: 'k' }],
  participants: [
    { id: 'host', publishSecret: 'host-publishes', watchSecret: 'host-watched' },
    { id: 'guest', publishSecret: 'guest-publishes', watchSecret: 'guest-watched' },
  ],
};

const codeOf = (link: string) => link.split('#/join/')[1] ?? '';

it('should carry what the guest needs through the link, behind the hash', () => {
  const link = linkOf(invitationFor(conversation, 'guest', 'host'), 'https://x.example:8080/?a=b#/invite');
  expect(link).toMatch(/^https:\/\/x\.example:8080\/\?a=b#\/join\/[\w-]+$/);
  expect(invitationIn(codeOf(link))).toEqual({
    me: 'guest',
    host: 'host',
    conversation: {
      ...conversation,
      participants: [
        { id: 'host', publishSecret: undefined, watchSecret: 'host-watched' },
        { id: 'guest', publishSecret: 'guest-publishes', watchSecret: 'guest-watched' },
      ],
    },
  });
});

it('should lead a guest of a host on localhost to the name that others know', () => {
  const local = { ...conversation, server: 'https://localhost:8080', nodeUrl: 'https://192.168.1.7:8080' };
  const page = pageForGuests('https://localhost:8080/?debug#/invite', local);
  expect(page).toBe('https://192.168.1.7:8080/?debug');
  const invitation = invitationIn(codeOf(linkOf(invitationFor(local, 'guest', 'host'), page)));
  expect(invitation?.conversation.server).toBe('https://192.168.1.7:8080');
});

it('should keep the address of the page where the server knows none that others could use', () => {
  const page = 'http://localhost:8080/#/invite';
  for (const nodeUrl of [undefined, 'http://0.0.0.0:8080']) {
    expect(pageForGuests(page, { ...conversation, nodeUrl })).toBe(page);
  }
});

it('should never give the host’s voice away', () => {
  const link = linkOf(invitationFor(conversation, 'guest', 'host'), 'https://x.example/');
  const code = codeOf(link).replaceAll('-', '+').replaceAll('_', '/');
  expect(atob(code)).not.toContain('host-publishes');
});

it.each(['', 'xyz', '%%%', btoa('{}'), btoa('{"s":"no address","c":"c","m":"a","h":"b","p":[]}')])(
  'should know a link that was cut or changed: %s',
  (code) => {
    expect(invitationIn(code)).toBeUndefined();
  },
);

it('should know every cut of a good link', () => {
  const code = codeOf(linkOf(invitationFor(conversation, 'guest', 'host'), 'https://x.example/'));
  for (let length = 0; length < code.length - 2; length++) {
    expect(invitationIn(code.slice(0, length)), `cut to ${length}`).toBeUndefined();
  }
});
