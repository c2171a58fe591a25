import type { Conversation } from '../lib/index.js';

/** What a guest needs: their own voice's secret, and the host's face. */
export interface Invitation {
  conversation: Conversation;
  me: string;
  host: string;
}

/** The part of a conversation that the guest is to have. */
export function invitationFor(conversation: Conversation, me: string, host: string): Invitation {
  const participants = conversation.participants.map(({ id, publishSecret, watchSecret }) =>
    id === me ? { id, publishSecret, watchSecret } : { id, watchSecret },
  );
  return { conversation: { ...conversation, participants }, me, host };
}

/** The link to send. Secrets stand behind the `#`, which browsers keep from servers and logs. */
export function linkOf(invitation: Invitation, page: string): string {
  const { conversation, me, host } = invitation;
  const short = {
    s: conversation.server,
    c: conversation.id,
    m: me,
    h: host,
    p: conversation.participants.map((each) => [each.id, each.publishSecret ?? '', each.watchSecret ?? '']),
    ...(conversation.iceServers.length > 0 ? { i: conversation.iceServers } : {}),
  };
  const bytes = new TextEncoder().encode(JSON.stringify(short));
  const code = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
  return `${page.replace(/#.*$/, '')}#/join/${code}`;
}

/** The invitation in a link's code; undefined when the link was cut or changed. */
export function invitationIn(code: string): Invitation | undefined {
  try {
    const text = atob(code.replaceAll('-', '+').replaceAll('_', '/'));
    const short = JSON.parse(new TextDecoder().decode(Uint8Array.from(text, (c) => c.charCodeAt(0))));
    const participants = (short.p as [string, string, string][]).map(([id, publish, watch]) => ({
      id,
      publishSecret: publish || undefined,
      watchSecret: watch || undefined,
    }));
    const ids = participants.map((each) => each.id);
    const server = new URL(short.s).href.replace(/\/+$/, '');
    if (typeof short.c !== 'string' || !ids.includes(short.m) || !ids.includes(short.h)) return undefined;
    const conversation = { server, id: short.c, participants, iceServers: short.i ?? [] };
    return { conversation, me: short.m, host: short.h };
  } catch {
    return undefined;
  }
}
