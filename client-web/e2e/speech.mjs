import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const sentences = [
  'Good morning. My name is Paula, and I have been looking forward to meeting you.',
  'We walked along the river until the moon came up over the old mill.',
  'Please bring the blue umbrella, the map, and a bottle of water.',
  'How far is it from here to the market place?',
  'I believe that we should wait for them a little longer.',
  'Seven small boats passed by, and nobody waved.',
  'Five farmers found four foxes in the valley.',
  'Thank you for everything. It was a wonderful evening.',
];
/** Seconds of silence after the sentences, in turn; long enough for a mouth to come to rest. */
const pauses = [1.2, 0.9, 1.6, 1.1];

/**
 * Speech with pauses as a wav file of exactly `seconds`, said by a voice of flite or espeak-ng.
 * Returns its path and its samples (mono, -1..1).
 */
export async function speechFile(folder, name, { voice, seconds, first = 0 }) {
  const parts = [];
  let rate = 16_000;
  let length = 0;
  for (let k = 0; length < seconds * rate; k++) {
    const said = await say(sentences[(first + k) % sentences.length], voice);
    rate = said.rate;
    const silence = new Float32Array(Math.round(pauses[k % pauses.length] * rate));
    parts.push(said.samples, silence);
    length += said.samples.length + silence.length;
  }
  const samples = new Float32Array(Math.round(seconds * rate));
  let at = 0;
  for (const part of parts) {
    const rest = samples.length - at;
    if (rest <= 0) break;
    samples.set(part.subarray(0, rest), at);
    at += part.length;
  }
  const path = join(folder, `${name}.wav`);
  await writeFile(path, wavOf(samples, rate));
  return { path, samples, rate };
}

async function say(text, voice) {
  const folder = await mkdtemp(join(tmpdir(), 'visavis-say-'));
  const file = join(folder, 'said.wav');
  try {
    if (voice.startsWith('espeak:')) await run('espeak-ng', ['-v', voice.slice(7), '-w', file, text]);
    else await run('flite', ['-voice', voice, '-t', text, '-o', file]);
    return readWav(await readFile(file));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function readWav(bytes) {
  const rate = bytes.readUInt32LE(24);
  const data = bytes.indexOf('data', 12, 'latin1');
  const count = Math.floor((bytes.length - data - 8) / 2);
  const samples = new Float32Array(count);
  for (let i = 0; i < count; i++) samples[i] = bytes.readInt16LE(data + 8 + 2 * i) / 32768;
  return { samples, rate };
}

function wavOf(samples, rate) {
  const bytes = Buffer.alloc(44 + 2 * samples.length);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + 2 * samples.length, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(2 * rate, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(2 * samples.length, 40);
  for (let i = 0; i < samples.length; i++) {
    bytes.writeInt16LE(Math.round(32767 * Math.max(-1, Math.min(1, samples[i]))), 44 + 2 * i);
  }
  return bytes;
}
