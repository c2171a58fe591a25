import { VisavisError } from './errors.js';
import { call } from './http.js';
import { log } from './log.js';

/** Longest wait for this browser's own ICE candidates; the server also learns them from the first packets. */
const gatheringMs = 1000;

/** Offer and answer over HTTP, the same for WHIP (RFC 9725) and WHEP: one POST, and a resource to delete. */
export interface Negotiated {
  /** Deletes the server's end; with `keepalive` the call outlives the page. Never throws. */
  end(keepalive?: boolean): Promise<void>;
}

export interface Endpoint {
  url: string;
  secret: string;
  /** What a 409 of this endpoint means. */
  conflict: 'taken' | 'not-yet';
}

/**
 * Negotiates `pc`, whose transceivers are set up, with `endpoint`. `signal` cuts short the gathering, not
 * the call: the server may have made a session by then, and only its answer says what to delete.
 */
export async function negotiate(
  pc: RTCPeerConnection,
  endpoint: Endpoint,
  signal: AbortSignal,
): Promise<Negotiated> {
  await pc.setLocalDescription();
  await gathered(pc, signal);
  signal.throwIfAborted();
  const response = await call({
    method: 'POST',
    url: endpoint.url,
    secret: endpoint.secret,
    body: pc.localDescription?.sdp ?? '',
    contentType: 'application/sdp',
    conflict: endpoint.conflict,
  });
  const location = response.headers.get('Location');
  const resource = location ? new URL(location, endpoint.url).href : undefined;
  const negotiated = { end: (keepalive = false) => remove(resource, endpoint.secret, keepalive) };
  try {
    await pc.setRemoteDescription({ type: 'answer', sdp: await response.text() });
  } catch (thrown) {
    await negotiated.end();
    throw new VisavisError(
      'server',
      'The server sent an SDP answer that this browser cannot use.',
      201,
      undefined,
      {
        cause: thrown,
      },
    );
  }
  return negotiated;
}

async function remove(resource: string | undefined, secret: string, keepalive: boolean): Promise<void> {
  if (!resource) return;
  try {
    await call({ method: 'DELETE', url: resource, secret, keepalive });
  } catch (thrown) {
    // The server ends what it no longer hears from by itself.
    log('debug', 'could not delete the session', thrown);
  }
}

function gathered(pc: RTCPeerConnection, signal: AbortSignal): Promise<void> {
  if (pc.iceGatheringState === 'complete') return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      signal.removeEventListener('abort', done);
      resolve();
    };
    signal.addEventListener('abort', done);
    setTimeout(done, gatheringMs);
    pc.addEventListener('icegatheringstatechange', () => pc.iceGatheringState === 'complete' && done());
  });
}
