import { Emitter } from './emitter.js';
import { asVisavisError, VisavisError } from './errors.js';
import { log } from './log.js';
import { type Endpoint, type Negotiated, negotiate } from './negotiation.js';
import { isHidden, onLeave, onWake } from './page-life.js';
import { patienceMs, pauseMs } from './patience.js';

/**
 * `waiting`: the server is there, but nothing to watch yet. `reconnecting`: it was connected, and the
 * link is making a new connection. `failed` and `closed` are final.
 */
export type LinkState = 'connecting' | 'waiting' | 'connected' | 'reconnecting' | 'failed' | 'closed';

export interface LinkEvents {
  state: LinkState;
  /** Why the link failed for good. */
  error: VisavisError;
}

export interface LinkSetup {
  /** For the log: what this link is for. */
  name: string;
  endpoint: Endpoint;
  iceServers: RTCIceServer[];
  /** Adds the transceivers to a new peer connection. */
  prepare(pc: RTCPeerConnection): void;
  signal?: AbortSignal | undefined;
  onState?: ((state: LinkState) => void) | undefined;
}

/** Longest wait for the media path once the answer is there. */
const connectMs = 15_000;
/** A path that is `disconnected` this long is given up; most interruptions are shorter. */
const lostMs = 4_000;
/** Longest wait for links that were closed: the server counts their sessions until they are gone. */
const leaveMs = 3_000;

let leaving: Promise<unknown> = Promise.resolve();

/** Keeps one peer connection alive: makes it, watches over it, and makes a new one when it breaks. */
export class Link {
  readonly events = new Emitter<LinkEvents>();
  /** Resolves at the first connection; rejects when there is none to be had. */
  readonly connected: Promise<void>;
  private current: RTCPeerConnection | undefined;
  private negotiated: Negotiated | undefined;
  private stateNow: LinkState = 'connecting';
  private readonly stop = new AbortController();
  /** Settles when the link is closed or failed, and the server knows. */
  private readonly kept: Promise<unknown>;
  private readonly forgetLeave: () => void;

  constructor(private readonly setup: LinkSetup) {
    if (setup.onState) this.events.on('state', setup.onState);
    const outer = setup.signal;
    const { signal } = this.stop;
    if (outer?.aborted) this.stop.abort(this.ended());
    outer?.addEventListener('abort', () => this.close(), { signal });
    this.forgetLeave = onLeave(() => void this.negotiated?.end(true));
    this.kept = this.keepUp();
    this.connected = new Promise((resolve, reject) => {
      this.events.on('state', (state) => state === 'connected' && resolve());
      signal.addEventListener('abort', () => reject(signal.reason));
      this.kept.catch(reject);
    });
  }

  get state(): LinkState {
    return this.stateNow;
  }

  /** The peer connection of the moment; a reconnect makes a new one. */
  get pc(): RTCPeerConnection | undefined {
    return this.current;
  }

  /** Ends the link and the server's side of it. */
  close(): void {
    if (this.stateNow === 'closed') return;
    if (this.stateNow !== 'failed') this.become('closed');
    this.stop.abort(this.ended());
    const gone = Promise.allSettled([leaving, this.drop(), this.kept]);
    leaving = Promise.race([gone, new Promise((resolve) => setTimeout(resolve, leaveMs))]);
    this.forgetLeave();
    this.events.clear();
  }

  /** Runs until closed or failed; rejects with the reason for it. */
  private async keepUp(): Promise<never> {
    let attempt = 0;
    let troubleSince: number | undefined;
    let wasConnected = false;
    for (;;) {
      let trouble: VisavisError;
      try {
        const pc = await this.open();
        wasConnected = true;
        attempt = 0;
        troubleSince = undefined;
        this.become('connected');
        await this.broken(pc);
        trouble = new VisavisError('connection-lost', 'The connection to the server broke.');
      } catch (thrown) {
        trouble = asVisavisError(thrown);
      }
      await this.drop();
      this.stop.signal.throwIfAborted();
      troubleSince ??= Date.now();
      log('debug', `${this.setup.name}: ${trouble.message}`, trouble);
      attempt++;
      const spent = Date.now() - troubleSince;
      const patience = patienceMs(trouble, wasConnected);
      let pause = pauseMs(attempt, trouble.retryAfter);
      if (spent >= patience || (trouble.retryAfter ?? 0) * 1000 > patience) {
        // A link that was up is still wanted when somebody comes back to its tab.
        if (!wasConnected || patience === 0 || !isHidden())
          this.giveUp(trouble, patience > 0 ? attempt : 1, spent);
        pause = Number.POSITIVE_INFINITY;
      }
      this.become(trouble.reason === 'not-yet' ? 'waiting' : wasConnected ? 'reconnecting' : 'connecting');
      const woken = await this.pause(pause);
      if (woken) {
        attempt = 0;
        troubleSince = undefined;
      }
    }
  }

  private giveUp(trouble: VisavisError, tries: number, ms: number): never {
    const { reason, message, status, retryAfter } = trouble;
    const effort = tries > 1 ? ` Gave up after ${tries} tries in ${Math.round(ms / 1000)} s.` : '';
    const error = new VisavisError(reason, message + effort, status, retryAfter, { cause: trouble });
    this.become('failed');
    this.forgetLeave();
    this.events.emit('error', error);
    throw error;
  }

  private async open(): Promise<RTCPeerConnection> {
    const signal = this.stop.signal;
    signal.throwIfAborted();
    if (typeof RTCPeerConnection === 'undefined') {
      throw new VisavisError('unsupported', 'This browser has no WebRTC.');
    }
    const pc = new RTCPeerConnection({ iceServers: this.setup.iceServers, bundlePolicy: 'max-bundle' });
    this.current = pc;
    this.setup.prepare(pc);
    await leaving;
    this.negotiated = await negotiate(pc, this.setup.endpoint, signal);
    signal.throwIfAborted();
    await this.until(pc, connectMs, (state) => state === 'connected');
    return pc;
  }

  /** Resolves when the path of `pc` is broken or the link is closed. */
  private async broken(pc: RTCPeerConnection): Promise<void> {
    for (;;) {
      await this.until(pc, Number.POSITIVE_INFINITY, (state) => state !== 'connected').catch(() => undefined);
      if (this.stop.signal.aborted || pc.connectionState !== 'disconnected') return;
      try {
        await this.until(pc, lostMs, (state) => state === 'connected');
      } catch {
        return;
      }
    }
  }

  /** Resolves once the connection state is as wished; rejects on failure, on `ms` and on close. */
  private until(
    pc: RTCPeerConnection,
    ms: number,
    wished: (state: RTCPeerConnectionState) => boolean,
  ): Promise<void> {
    const signal = this.stop.signal;
    return new Promise((resolve, reject) => {
      const lost = () =>
        settle(new VisavisError('connection-lost', 'No media path to the server could be opened.'));
      const ended = () => settle(signal.reason);
      const timer = ms < Number.POSITIVE_INFINITY ? setTimeout(lost, ms) : undefined;
      const settle = (error?: VisavisError) => {
        clearTimeout(timer);
        pc.removeEventListener('connectionstatechange', check);
        signal.removeEventListener('abort', ended);
        if (error) reject(error);
        else resolve();
      };
      const check = () => {
        if (wished(pc.connectionState)) settle();
        else if (pc.connectionState === 'failed' || pc.connectionState === 'closed') lost();
      };
      pc.addEventListener('connectionstatechange', check);
      signal.addEventListener('abort', ended);
      if (signal.aborted) ended();
      else check();
    });
  }

  private async drop(): Promise<void> {
    const { current, negotiated } = this;
    this.current = undefined;
    this.negotiated = undefined;
    current?.close();
    await negotiated?.end();
  }

  /** Resolves after `ms`, on close, or, with true, when the page or the network is back. */
  private pause(ms: number): Promise<boolean> {
    const signal = this.stop.signal;
    return new Promise((resolve) => {
      const done = (woken: boolean) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', ended);
        forgetWake();
        resolve(woken);
      };
      const ended = () => done(false);
      const timer = ms < Number.POSITIVE_INFINITY ? setTimeout(ended, ms) : undefined;
      const forgetWake = onWake(() => done(true));
      signal.addEventListener('abort', ended);
      if (signal.aborted) ended();
    });
  }

  private ended(): VisavisError {
    return new VisavisError('closed', `${this.setup.name} was ended.`);
  }

  private become(state: LinkState): void {
    if (state === this.stateNow) return;
    this.stateNow = state;
    log('info', `${this.setup.name}: ${state}`);
    this.events.emit('state', state);
  }
}
