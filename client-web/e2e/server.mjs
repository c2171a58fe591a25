import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const startMs = 15 * 60_000;

/** The server under test: the one at `base`, else one started by the launcher (which may build it first). */
export async function serverFor({ base, port }) {
  if (base) return { base: base.replace(/\/$/, ''), stop: async () => {} };
  const child = spawn('./visavis', ['demo', '--port', String(port)], {
    cwd: root,
    stdio: 'inherit',
    detached: true,
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    if (child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    await ended;
  };
  const own = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + startMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`./visavis demo ended with exit code ${child.exitCode}`);
    const up = await fetch(`${own}/v1/avatars`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) return { base: own, stop };
    await pause(500);
  }
  await stop();
  throw new Error(`./visavis demo did not answer on ${own} within ${startMs / 60_000} minutes`);
}

const roomMs = 90_000;

/**
 * Waits until the server has room for a conversation of two: what the case before has just left may take
 * it a moment to clear.
 */
export async function waitForRoom(base) {
  const deadline = Date.now() + roomMs;
  for (;;) {
    const answer = await fetch(`${base}/v1/conversations`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ participants: [{ id: 'one' }, { id: 'two' }] }),
    });
    const made = await answer.json();
    if (answer.status === 201) {
      const headers = { Authorization: `Bearer ${made.participants[0].publishSecret}` };
      await fetch(`${base}/v1/conversations/${made.conversation}`, { method: 'DELETE', headers });
      return;
    }
    if (answer.status !== 503 || Date.now() > deadline) throw new Error(`no room for two: ${made.detail}`);
    await pause(1000);
  }
}
