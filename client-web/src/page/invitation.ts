import { type Conversation, isThisMachine } from '../lib/index.js';

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
  return { conversation: { ...conversation, participants, nodeUrl: undefined }, me, host };
}

/**
 * The address of the page as the guest is to open it. A host who came by `localhost` would send a name
 * that means the guest's own machine; the server then says what others call it.
 */
export function pageForGuests(page: string, conversation: Conversation): string {
  const { nodeUrl } = conversation;
  if (!nodeUrl || !isThisMachine(page) || isThisMachine(nodeUrl)) return page;
  const { pathname, search } = new URL(page);
  return new URL(pathname + search, nodeUrl).href;
}

/** The link to send. Secrets stand behind the `#`, which browsers keep from servers and logs. */
export function linkOf(invitation: Invitation, page: string): string {
  const { conversation, me, host } = invitation;
  const here = isThisMachine(conversation.server);
  const short = {
    // The server of a local name is the one that the page itself comes from.
    s: here ? new URL(page).origin : conversation.server,
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
