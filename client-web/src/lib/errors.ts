/** Why something failed, for a program to branch on; `message` says it in one sentence for people. */
export type Reason =
  /** This browser has no WebRTC. */
  | 'unsupported'
  /** Browsers give the microphone only to https pages and to localhost. */
  | 'insecure-context'
  | 'microphone-denied'
  | 'microphone-missing'
  /** Another program holds the microphone. */
  | 'microphone-busy'
  /** The secret is wrong, or not allowed to do this. */
  | 'unauthorized'
  /** The conversation (or sample, or avatar) does not exist, or not any more. */
  | 'gone'
  /** Someone else gives this participant's voice. */
  | 'taken'
  /** There is nothing to watch yet. */
  | 'not-yet'
  /** The server has no room for another portrayal or viewer. */
  | 'full'
  /** The server refused what was asked for as wrong. */
  | 'invalid'
  /** No answer from the server. */
  | 'unreachable'
  /** The media path could not be opened, or broke and did not come back. */
  | 'connection-lost'
  /** The program itself ended it. */
  | 'closed'
  /** The server failed. */
  | 'server';

/** The one error type of this library. */
export class VisavisError extends Error {
  override readonly name = 'VisavisError';

  constructor(
    readonly reason: Reason,
    message: string,
    /** HTTP status, where the server answered. */
    readonly status?: number,
    /** Seconds after which the server says that another try makes sense. */
    readonly retryAfter?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Any thrown value as a VisavisError; what this library did not expect becomes `server`. */
export function asVisavisError(thrown: unknown): VisavisError {
  if (thrown instanceof VisavisError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new VisavisError('server', message, undefined, undefined, { cause: thrown });
}
