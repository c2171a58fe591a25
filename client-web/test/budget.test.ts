import { gzipSync } from 'node:zlib';
import { build, type Rollup } from 'vite';
import { expect, it } from 'vitest';

/** What an app pays for the library, in bytes as they travel. */
const budget = 7.5 * 1024;

it('should keep the library within its size budget', async () => {
  const built = (await build({
    configFile: 'vite.lib.config.ts',
    logLevel: 'silent',
    build: { write: false, sourcemap: false },
  })) as Rollup.RollupOutput[];
  const code = built.flatMap((each) => each.output).find((each) => each.type === 'chunk')?.code ?? '';
  expect(code).toContain('publishVoice');
  expect(gzipSync(code).length).toBeLessThanOrEqual(budget);
});
