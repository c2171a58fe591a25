import { type Reason, VisavisError } from './errors.js';

export interface Call {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  url: string;
  secret?: string | undefined;
  /** A string goes as it is, anything else as JSON. */
  body?: unknown;
  contentType?: string;
  signal?: AbortSignal | undefined;
  /** What a 409 means here. */
  conflict?: Reason;
  /** Lets the call outlive the page. */
  keepalive?: boolean;
}

/** One HTTP call; everything but a 2xx becomes a {@link VisavisError}. */
export async function call(request: Call): Promise<Response> {
  const headers: Record<string, string> = {};
  if (request.secret) headers.Authorization = `Bearer ${request.secret}`;
  const init: RequestInit = { method: request.method, headers };
  if (request.body !== undefined) {
    headers['Content-Type'] = request.contentType ?? 'application/json';
    init.body = typeof request.body === 'string' ? request.body : JSON.stringify(request.body);
  }
  if (request.keepalive) init.keepalive = true;
  if (request.signal) init.signal = request.signal;
  let response: Response;
  try {
    response = await fetch(request.url, init);
  } catch (thrown) {
    if (request.signal?.aborted) throw new VisavisError('closed', 'Ended before the server answered.');
    const host = new URL(request.url).host;
    throw new VisavisError('unreachable', `No answer from ${host}.`, undefined, undefined, { cause: thrown });
  }
  if (!response.ok) throw await refusal(response, request.conflict ?? 'taken');
  return response;
}

export async function callForJson<T>(request: Call): Promise<T> {
  const response = await call(request);
  try {
    return (await response.json()) as T;
  } catch (thrown) {
    const what = `${request.method} ${new URL(request.url).pathname} was answered by something other than JSON.`;
    throw new VisavisError('server', what, response.status, undefined, { cause: thrown });
  }
}

async function refusal(response: Response, conflict: Reason): Promise<VisavisError> {
  return new VisavisError(
    reasonOf(response.status, conflict),
    await sentenceOf(response),
    response.status,
    secondsOf(response.headers.get('Retry-After')),
  );
}

/** Retry-After is a number of seconds, or a date (RFC 9110, section 10.2.3). */
function secondsOf(retryAfter: string | null): number | undefined {
  if (retryAfter === null || retryAfter.trim() === '') return undefined;
  const number = Number(retryAfter);
  const seconds = Number.isNaN(number) ? (Date.parse(retryAfter) - Date.now()) / 1000 : number;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

function reasonOf(status: number, conflict: Reason): Reason {
  switch (status) {
    case 401:
    case 403:
      return 'unauthorized';
    case 404:
    case 410:
      return 'gone';
    case 409:
      return conflict;
    case 429:
    case 503:
      return 'full';
    // What a reverse proxy says when the server behind it is away.
    case 502:
    case 504:
      return 'unreachable';
    default:
      return status < 500 ? 'invalid' : 'server';
  }
}

/** The problem's own sentence (RFC 9457), else one made from the status. */
async function sentenceOf(response: Response): Promise<string> {
  try {
    const problem = (await response.json()) as { detail?: unknown; title?: unknown };
    const sentence = problem.detail ?? problem.title;
    if (typeof sentence === 'string' && sentence !== '') return sentence;
  } catch {
    // Not JSON: the status has to do.
  }
  return `The server answered ${response.status} ${response.statusText}`.trim().concat('.');
}
