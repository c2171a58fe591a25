package io.visavis.inference.corrective;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.audio.Resampler;
import io.visavis.inference.feature.FeatureSpec;
import io.visavis.inference.feature.LogMel;
import java.nio.FloatBuffer;

/**
 * The last log-mel rows of a voice: 40 bands of 16 kHz sound, a row each 10 ms, minus the level of
 * a quiet room, so that silence is about 0. Before the voice was heard there is silence. Single
 * thread; no allocation in steady state.
 */
public final class VoiceRows {
  private static final int RATE = 16_000;
  private static final int RATE48 = 48_000;
  private static final int BLOCK = 480;

  /** Rows kept beyond those that are asked for: what a voice may be ahead of a frame. */
  private static final int AHEAD = 64;

  private final FeatureSpec spec = FeatureSpec.standard();
  private final Resampler resampler = new Resampler(RATE48, RATE);
  private final LogMel mel = new LogMel(spec, RATE);
  private final LogMel.Sink sink = this::row;
  private final float[] block = new float[BLOCK];
  private final float[] low = new float[resampler.maxOutput(BLOCK)];
  private final float[][] ring;
  private final long origin;
  private long count;

  /**
   * A voice from a sample on.
   *
   * @param rows how many are asked for at a time
   * @param origin 48 kHz samples of the conversation before the first that is heard
   */
  public VoiceRows(int rows, long origin) {
    this.ring = new float[rows + AHEAD][spec.bands()];
    this.origin = origin;
  }

  /** Takes the next samples; what is not a number is silence. */
  public void accept(float[] pcm48k, int offset, int length) {
    for (int at = 0; at < length; at += BLOCK) {
      int n = Math.min(BLOCK, length - at);
      for (int i = 0; i < n; i++) {
        float x = pcm48k[offset + at + i];
        block[i] = Float.isFinite(x) ? Math.clamp(x, -4, 4) : 0;
      }
      mel.accept(low, 0, resampler.process(block, 0, n, low, 0), sink);
    }
  }

  private void row(long index, float[] values) {
    float[] into = ring[(int) (index % ring.length)];
    for (int b = 0; b < into.length; b++) {
      into[b] = values[b] - spec.prior()[b];
    }
    count = index + 1;
  }

  /** Writes the last rows up to the instant of a frame, the newest last. */
  public void copy(long frame, int rows, FloatBuffer out, int position) {
    long hop = spec.hopSamples(RATE48);
    long newest = Math.floorDiv(frame * RATE48 / MotionSpace.FPS - origin, hop);
    for (int r = 0; r < rows; r++) {
      long index = newest - rows + 1 + r;
      boolean there = index >= Math.max(0, count - ring.length) && index < count;
      for (int b = 0; b < spec.bands(); b++) {
        out.put(
            position + r * spec.bands() + b,
            there ? ring[(int) (index % ring.length)][b] : silence(b));
      }
    }
  }

  private float silence(int band) {
    return (float) Math.log(spec.floor()) - spec.prior()[band];
  }
}
