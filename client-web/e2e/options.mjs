import { parseArgs } from 'node:util';

const usage = `npm run e2e -- [options] [case ...]

  --base URL        a server that runs already; else one is started
  --port N          where that one listens (8097)
  --seconds N       of speech in the case 'avatar' (60)
  --strict          fail at the bars of frame rate and lip sync too
  --pictures DIR    keep the screenshots
  --report FILE     the figures as JSON
  --chromium PATH   (/usr/bin/chromium)

Example: npm run e2e -- --strict avatar`;

/** What the command line of `npm run e2e -- …` may say; ends the process where it says something else. */
export function readOptions(args) {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', default: false },
        base: { type: 'string' },
        port: { type: 'string', default: '8097' },
        seconds: { type: 'string', default: '60' },
        pictures: { type: 'string' },
        report: { type: 'string' },
        strict: { type: 'boolean', default: false },
        chromium: { type: 'string', default: process.env.CHROMIUM ?? '/usr/bin/chromium' },
      },
    });
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
  const { values, positionals } = parsed;
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  return { ...values, port: Number(values.port), seconds: Number(values.seconds), only: positionals };
}
