package io.visavis.media.webrtc;

import dev.onvoid.webrtc.media.audio.AudioTrackSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes mono floats of what a native audio track delivers (16 bit, 48 kHz, 10 ms, any channels).
 */
final class PcmSink implements AudioTrackSink {
  private static final Logger LOG = LoggerFactory.getLogger(PcmSink.class);

  private final VoiceSink out;
  private float[] samples = new float[480];
  private boolean complained;

  PcmSink(VoiceSink out) {
    this.out = out;
  }

  @Override
  public void onData(byte[] data, int bits, int rate, int channels, int frames) {
    long now = System.nanoTime();
    if (bits != 16 || rate != 48_000 || channels < 1 || data.length < frames * channels * 2) {
      if (!complained) {
        complained = true;
        LOG.warn("Voice in {} bit, {} Hz, {} channels is left out", bits, rate, channels);
      }
      return;
    }
    if (samples.length < frames) {
      samples = new float[frames];
    }
    float scale = 1f / (32768f * channels);
    for (int i = 0; i < frames; i++) {
      int sum = 0;
      for (int c = 0; c < channels; c++) {
        int at = 2 * (i * channels + c);
        sum += (short) ((data[at] & 0xff) | data[at + 1] << 8);
      }
      samples[i] = sum * scale;
    }
    out.samples(samples, frames, now);
  }
}
