package io.visavis.server.offline;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.MotionBatch;
import io.visavis.inference.MotionStream;
import io.visavis.inference.model.MotionModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whole voices to motion, as fast as the machine can: the same {@link MotionStream} as live, fed
 * with the same samples, so that it makes the same motion. One thread.
 */
public final class OfflineAnimator {
  private static final int RATE = 48_000;
  private static final int BLOCK = 960;

  /** Receives motion frames in order. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Frame n, the instant n / 25 s of the voice of self.
     *
     * @param stream has just made it; its motion is valid during the call
     */
    void frame(long n, MotionStream stream) throws IOException;
  }

  /**
   * What is animated.
   *
   * @param self 48 kHz voice of the one who is portrayed
   * @param frames to make; {@link #frames} of the sound that self came from
   * @param partner 48 kHz voice of the other one, or null; silent after its end
   * @param partnerMotion what is known of the partner's face, by ascending time
   * @param controls changes, at any time
   * @param seed same seed, same face
   */
  public record Input(
      float[] self,
      long frames,
      float @Nullable [] partner,
      List<PartnerFrame> partnerMotion,
      List<TimedControl> controls,
      long seed) {}

  private OfflineAnimator() {}

  /** Motion frames of a sound: ceil(25 samples / rate). */
  public static long frames(long samples, int rate) {
    return Math.ceilDiv(MotionSpace.FPS * samples, (long) rate);
  }

  /**
   * Makes every frame.
   *
   * @return sentences about what the model does not hear
   */
  public static List<String> run(MotionModel model, Input input, Sink sink) throws IOException {
    MotionStream stream =
        new MotionStream(
            model,
            input.seed,
            input.partner == null ? MotionStream.Partner.ABSENT : MotionStream.Partner.EXPECTED);
    List<String> notes = new ArrayList<>();
    for (TimedControl control : input.controls) {
      stream.control(control.change(), Math.round(control.t() * RATE));
    }
    float[] block = new float[BLOCK];
    List<MotionStream> one = List.of(stream);
    long at = 0;
    int motions = 0;
    try (MotionBatch batch = new MotionBatch(model, 1)) {
      while (stream.nextFrame() < input.frames) {
        while (!stream.ready()) {
          stream.self(cut(input.self, at, block), 0, BLOCK);
          if (input.partner != null) {
            stream.partner(cut(input.partner, at, block), 0, BLOCK);
          }
          at += BLOCK;
        }
        double until = (double) at / RATE;
        for (; motions < input.partnerMotion.size(); motions++) {
          PartnerFrame frame = input.partnerMotion.get(motions);
          if (frame.t() > until) {
            break;
          }
          stream.partnerMotion(frame.t(), frame.values(), frame.mask());
        }
        batch.step(one);
        notes.addAll(stream.takeNotes());
        sink.frame(stream.nextFrame() - 1, stream);
      }
      batch.release(stream);
    }
    return notes;
  }

  /** Samples from an index on, silence after the end. */
  private static float[] cut(float[] samples, long at, float[] block) {
    int there = Math.clamp(samples.length - at, 0, block.length);
    if (there > 0) {
      System.arraycopy(samples, (int) at, block, 0, there);
    }
    java.util.Arrays.fill(block, there, block.length, 0);
    return block;
  }
}
