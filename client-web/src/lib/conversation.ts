import type { Controls } from './controls.js';
import { VisavisError } from './errors.js';
import { call, callForJson } from './http.js';
import { log } from './log.js';

/** What one holds of a participant: the publish secret gives its voice and controls, the watch secret its face. */
export interface Access {
  id: string;
  /** The avatar that the server chose or was told at creation. */
  avatar?: string;
  publishSecret?: string | undefined;
  watchSecret?: string | undefined;
}

/**
 * A conversation as seen from here: plain data, so that it can be handed to another page (leave out the
 * secrets that the other is not to have).
 */
export interface Conversation {
  /** Where its REST, WHIP and WHEP live, without a trailing slash. */
  server: string;
  id: string;
  participants: Access[];
  iceServers: RTCIceServer[];
  /** What the server calls itself to others; where an invited person finds it. */
  nodeUrl?: string | undefined;
}

export interface ParticipantSpec extends Controls {
  /** 1 to 32 of [a-z0-9-]. */
  id: string;
}

export interface NewConversation {
  /** The server's address; default: the page's own origin. */
  server?: string;
  participants: ParticipantSpec[];
  /** Same seed, same face. */
  seed?: number;
  /** For a server that asks for one; belongs into a back end, not into a page. */
  apiKey?: string;
  signal?: AbortSignal;
}

export interface AvatarChoice {
  name: string;
  title: string;
  /** Absolute address of a portrait. */
  picture: string;
}

export interface ServerInfo {
  version: string;
  /** What draws: `scalar`, `vector`, … */
  renderBackend: string;
  /** The motion model of participants that name none. */
  defaultModel: string;
  /** What each motion model runs on, by its name. */
  modelProviders: Record<string, 'cpu' | 'cuda'>;
  /** Pictures that may be behind a head, by name. */
  backgrounds: string[];
  /** Nobody outside of the server's own machine can reach it. */
  loopbackOnly: boolean;
  /** Portrayals that fit, and that are taken. */
  slots: number;
  slotsUsed: number;
}

interface Asked {
  server?: string;
  signal?: AbortSignal;
}

interface AvatarsWire {
  default: string;
  avatars: AvatarChoice[];
}

interface CreatedWire {
  conversation: string;
  participants: Access[];
  iceServers?: RTCIceServer[];
  nodeUrl?: string;
}

/** Creates a conversation of one or two participants. */
export async function createConversation(wanted: NewConversation): Promise<Conversation> {
  const { signal, server, apiKey, ...body } = wanted;
  const base = baseOf(server);
  const url = `${base}/v1/conversations`;
  const made = await callForJson<CreatedWire>({ method: 'POST', url, secret: apiKey, body, signal });
  return conversationOf(made, base);
}

/** Starts the server's own sample conversation, in which both voices are the server's. */
export async function createSample(wanted: Asked = {}): Promise<Conversation> {
  const base = baseOf(wanted.server);
  const url = `${base}/v1/samples`;
  return conversationOf(await callForJson<CreatedWire>({ method: 'POST', url, signal: wanted.signal }), base);
}

/**
 * Ends a conversation for everyone in it; outlives the page. One that is only left ends by itself, but keeps
 * its place on the server for a while.
 */
export async function endConversation(conversation: Conversation): Promise<void> {
  const secret = conversation.participants.find((each) => each.publishSecret)?.publishSecret;
  const url = `${conversation.server}/v1/conversations/${conversation.id}`;
  try {
    await call({ method: 'DELETE', url, secret, keepalive: true });
  } catch (thrown) {
    // It has ended already, or will by itself.
    log('debug', 'could not end the conversation', thrown);
  }
}

/** The avatars of the server, its default first. */
export async function listAvatars(wanted: Asked = {}): Promise<AvatarChoice[]> {
  const base = baseOf(wanted.server);
  const url = `${base}/v1/avatars`;
  const answer = await callForJson<AvatarsWire>({ method: 'GET', url, signal: wanted.signal });
  const choices = answer.avatars.map((each) => ({ ...each, picture: new URL(each.picture, url).href }));
  return choices.sort((a, b) => Number(b.name === answer.default) - Number(a.name === answer.default));
}

/** What the server says of itself. */
export async function serverInfo(wanted: Asked = {}): Promise<ServerInfo> {
  return callForJson<ServerInfo>({
    method: 'GET',
    url: `${baseOf(wanted.server)}/v1/info`,
    signal: wanted.signal,
  });
}

/** The access to one participant, with the secret that is needed for what is to be done. */
export function secretOf(conversation: Conversation, participant: string, kind: 'publish' | 'watch'): string {
  const access = conversation.participants.find((each) => each.id === participant);
  const secret = kind === 'publish' ? access?.publishSecret : access?.watchSecret;
  if (!secret) {
    const known = conversation.participants.map((each) => each.id).join(', ');
    const what = access
      ? `no ${kind} secret for "${participant}"`
      : `no participant "${participant}" (it has ${known})`;
    throw new VisavisError('unauthorized', `Conversation ${conversation.id} has ${what}.`);
  }
  return secret;
}

function conversationOf(made: CreatedWire, base: string): Conversation {
  return {
    server: nodeOf(made.nodeUrl, base),
    id: made.conversation,
    participants: made.participants,
    iceServers: made.iceServers ?? [],
    nodeUrl: made.nodeUrl || undefined,
  };
}

/**
 * A server of several nodes names the one that owns the conversation. The address in use stays where one
 * of the two means "this machine": then both are the same server under two names, and another name would
 * only be another origin.
 */
function nodeOf(nodeUrl: string | undefined, base: string): string {
  if (!nodeUrl || isThisMachine(base)) return base;
  const node = trimmed(new URL(nodeUrl, `${base}/`).href);
  return isThisMachine(node) ? base : node;
}

/** Whether an address is understood by the machine alone that it is used on. */
export function isThisMachine(url: string): boolean {
  const host = new URL(url).hostname;
  return /^(localhost|127\..*|0\.0\.0\.0|\[::1?\])$/.test(host);
}

function baseOf(server: string | undefined): string {
  const base = server ?? globalThis.location?.origin;
  if (!base) throw new VisavisError('invalid', 'Outside of a page, `server` has to say where the server is.');
  return trimmed(new URL(base).href);
}

function trimmed(url: string): string {
  return url.replace(/\/+$/, '');
}
