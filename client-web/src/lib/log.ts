/**
 * `info` holds nothing that can fire more than about once a second; `debug` may hold anything, secrets
 * excepted.
 */
export type LogLevel = 'silent' | 'error' | 'warn' | 'info' | 'debug';
export type LogSink = (level: Exclude<LogLevel, 'silent'>, message: string, detail?: unknown) => void;

const order: readonly LogLevel[] = ['silent', 'error', 'warn', 'info', 'debug'];

const toConsole: LogSink = (level, message, detail) => {
  const line = `visavis: ${message}`;
  if (detail === undefined) console[level](line);
  else console[level](line, detail);
};

let threshold: LogLevel = 'warn';
let sink: LogSink = toConsole;

/** How much this library says (default `warn`), and where (default the console). */
export function setLogLevel(level: LogLevel, to: LogSink = toConsole): void {
  threshold = level;
  sink = to;
}

export function log(level: Exclude<LogLevel, 'silent'>, message: string, detail?: unknown): void {
  if (order.indexOf(level) <= order.indexOf(threshold)) sink(level, message, detail);
}
