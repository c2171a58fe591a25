package io.visavis.inference.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs a model on noise: before its first use, and to say what a frame costs. */
final class TrialRun {
  private static final int LIMIT_SECONDS = 10;

  /** After so long, what was run so far is enough. */
  private static final double ENOUGH_SECONDS = 3;

  private TrialRun() {}

  /**
   * Runs on noise.
   *
   * @param batch portrayals at once
   * @param runs how many times at most; fewer where they take long
   * @return microseconds of the median run
   * @throws ModelException if it fails, takes longer than 10 s in all, or gives what is no motion
   */
  static double run(OrtSession session, ModelCard card, int batch, int runs) {
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    double[] micros = new double[runs];
    int done = 0;
    try (OrtSession.RunOptions options = new OrtSession.RunOptions();
        ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("model-trial").factory())) {
      var _ =
          watch.schedule(
              () -> {
                options.setTerminate(true);
                return true;
              },
              LIMIT_SECONDS,
              TimeUnit.SECONDS);
      Random random = new Random(batch);
      for (ModelCard.Input input : card.inputs()) {
        inputs.put(input.tensor(), tensor(input.shape(), batch, random));
      }
      for (ModelCard.State state : card.states()) {
        inputs.put(state.in(), tensor(state.shape(), batch, null));
      }
      int values = batch * card.space().size();
      ModelCard.Window window = card.window();
      int wanted = window == null ? values : values * window.length();
      long begun = System.nanoTime();
      while (done < runs && (System.nanoTime() - begun) / 1e9 < ENOUGH_SECONDS) {
        long start = System.nanoTime();
        try (OrtSession.Result result = session.run(inputs, Set.of(card.motion()), options)) {
          micros[done++] = (System.nanoTime() - start) / 1e3;
          check(result.get(0), wanted);
        }
      }
      watch.shutdownNow();
    } catch (OrtException e) {
      throw new ModelException(
          "The model failed when it was tried on noise: %s".formatted(OnnxRuntime.reason(e)), e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
    Arrays.sort(micros, 0, done);
    return micros[done / 2];
  }

  private static void check(OnnxValue value, int wanted) {
    FloatBuffer motion = ((OnnxTensor) value).getFloatBuffer();
    if (motion == null || motion.remaining() != wanted) {
      throw new ModelException(
          "The model gave %d values on noise; %d would be right."
              .formatted(motion == null ? 0 : motion.remaining(), wanted));
    }
    while (motion.hasRemaining()) {
      if (!Float.isFinite(motion.get())) {
        throw new ModelException("The model gave a value on noise that is not a number.");
      }
    }
  }

  private static OnnxTensor tensor(
      List<Integer> shape, int batch, @org.jspecify.annotations.Nullable Random noise)
      throws OrtException {
    long[] sides = new long[shape.size() + 1];
    sides[0] = batch;
    int values = batch;
    for (int i = 0; i < shape.size(); i++) {
      sides[i + 1] = shape.get(i);
      values *= shape.get(i);
    }
    FloatBuffer data =
        ByteBuffer.allocateDirect(4 * values).order(ByteOrder.nativeOrder()).asFloatBuffer();
    for (int i = 0; noise != null && i < values; i++) {
      data.put(i, (float) (0.3 * noise.nextGaussian()));
    }
    return OnnxTensor.createTensor(OnnxRuntime.environment(), data, sides);
  }
}
