import { afterEach, expect, it, vi } from 'vitest';
import { openMicrophone } from '../src/lib/index.js';

afterEach(() => vi.unstubAllGlobals());

it.each([
  ['NotAllowedError', 'microphone-denied'],
  ['NotFoundError', 'microphone-missing'],
  ['NotReadableError', 'microphone-busy'],
])('should turn %s into the reason "%s"', async (name, reason) => {
  const getUserMedia = () => Promise.reject(new DOMException('no', name));
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
  await expect(openMicrophone()).rejects.toMatchObject({ reason });
});

it('should name the insecure page where browsers hide the microphone for it', async () => {
  vi.stubGlobal('isSecureContext', false);
  vi.stubGlobal('navigator', {});
  await expect(openMicrophone()).rejects.toMatchObject({ reason: 'insecure-context' });
});

it('should ask for one channel with echo cancellation, and let the caller decide otherwise', async () => {
  const getUserMedia = vi.fn(async () => 'stream');
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
  expect(await openMicrophone({ echoCancellation: false })).toBe('stream');
  expect(getUserMedia).toHaveBeenCalledWith({
    audio: { echoCancellation: false, noiseSuppression: true, autoGainControl: true, channelCount: 1 },
  });
});
