import { parseArgs } from 'node:util';

/** What the command line of `npm run e2e -- …` may say. */
export function readOptions(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      base: { type: 'string' },
      port: { type: 'string', default: '8097' },
      seconds: { type: 'string', default: '60' },
      pictures: { type: 'string' },
      report: { type: 'string' },
      strict: { type: 'boolean', default: false },
      chromium: { type: 'string', default: process.env.CHROMIUM ?? '/usr/bin/chromium' },
    },
  });
  return { ...values, port: Number(values.port), seconds: Number(values.seconds), only: positionals };
}
