package io.visavis.inference.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs that are stopped when they take too long, and timed. */
public final class TimedRuns {
  private static final int LIMIT_SECONDS = 10;

  /** After so long, what was run so far is enough. */
  private static final double ENOUGH_SECONDS = 3;

  private TimedRuns() {}

  /** Looks at what a run gave. */
  @FunctionalInterface
  public interface Look {
    /**
     * Looks at it.
     *
     * @throws ModelException if it is not what it should be
     */
    void at(OrtSession.Result result) throws OrtException;
  }

  /**
   * Runs again and again.
   *
   * @param runs how many times at most; fewer where they take long
   * @return microseconds of the median run
   * @throws ModelException if it fails or takes longer than 10 s in all
   */
  public static double median(
      OrtSession session,
      Map<String, OnnxTensor> inputs,
      Set<String> outputs,
      int runs,
      Look look) {
    double[] micros = new double[runs];
    int done = 0;
    try (RunLimit limit = new RunLimit(LIMIT_SECONDS)) {
      long begun = System.nanoTime();
      while (done < runs && (System.nanoTime() - begun) / 1e9 < ENOUGH_SECONDS) {
        long start = System.nanoTime();
        try (OrtSession.Result result = session.run(inputs, outputs, limit.options())) {
          micros[done++] = (System.nanoTime() - start) / 1e3;
          look.at(result);
        }
      }
    } catch (OrtException e) {
      throw new ModelException(
          "The model failed when it was tried on noise: %s".formatted(OnnxRuntime.reason(e)), e);
    }
    Arrays.sort(micros, 0, done);
    return micros[done / 2];
  }

  /**
   * A tensor of noise, or of zeros where there is none.
   *
   * @param noise of a standard deviation of 0.3
   */
  public static OnnxTensor tensor(long[] sides, @Nullable Random noise) throws OrtException {
    int values = 1;
    for (long side : sides) {
      values = Math.multiplyExact(values, Math.toIntExact(side));
    }
    FloatBuffer data =
        ByteBuffer.allocateDirect(Math.multiplyExact(4, values))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (int i = 0; noise != null && i < values; i++) {
      data.put(i, (float) (0.3 * noise.nextGaussian()));
    }
    return OnnxTensor.createTensor(OnnxRuntime.environment(), data, sides);
  }
}
