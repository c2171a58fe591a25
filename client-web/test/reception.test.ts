import { expect, it } from 'vitest';
import { ReceptionMeter } from '../src/lib/index.js';

function connection(reports: object[][]): RTCPeerConnection {
  let reading = 0;
  return {
    getStats: async () => reports[Math.min(reading++, reports.length - 1)],
  } as unknown as RTCPeerConnection;
}

const video = (timestamp: number, framesDecoded: number, bytesReceived: number, packetsLost = 0) => ({
  id: 'v',
  type: 'inbound-rtp',
  kind: 'video',
  timestamp,
  framesDecoded,
  bytesReceived,
  packetsReceived: framesDecoded * 3,
  packetsLost,
  jitterBufferDelay: framesDecoded * 0.04,
  jitterBufferEmittedCount: framesDecoded,
  codecId: 'k',
  frameWidth: 512,
  frameHeight: 512,
});
const audio = (bytesReceived: number) => ({
  id: 'a',
  type: 'inbound-rtp',
  kind: 'audio',
  timestamp: 0,
  bytesReceived,
});
const codec = { id: 'k', type: 'codec', mimeType: 'video/H264' };
const pair = {
  id: 'p',
  type: 'candidate-pair',
  nominated: true,
  state: 'succeeded',
  currentRoundTripTime: 0.012,
};

it('should give rates between two readings, and none from the first', async () => {
  const meter = new ReceptionMeter();
  const pc = connection([
    [video(10_000, 100, 50_000), audio(8000), codec, pair],
    [video(12_000, 150, 150_000, 50), audio(16_000), codec, pair],
  ]);
  expect(await meter.read(pc)).toBeUndefined();
  const reception = await meter.read(pc);
  expect(reception).toMatchObject({
    fps: 25,
    width: 512,
    videoKbps: 400,
    audioKbps: 32,
    loss: 0.25,
    codec: 'H264',
  });
  expect(reception?.jitterBufferMs).toBeCloseTo(40, 6);
  expect(reception?.roundTripMs).toBeCloseTo(12, 6);
});

it('should begin anew with a new connection instead of reporting negative rates', async () => {
  const meter = new ReceptionMeter();
  const first = connection([[video(10_000, 900, 500_000)], [video(11_000, 925, 600_000)]]);
  await meter.read(first);
  await meter.read(first);
  expect(await meter.read(connection([[video(12_000, 5, 1000)]]))).toBeUndefined();
});

it('should have nothing to say without a connection', async () => {
  expect(await new ReceptionMeter().read(undefined)).toBeUndefined();
});
