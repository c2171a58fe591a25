package io.visavis.inference.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Runs a motion model on noise: before its first use, and to say what a frame costs. */
final class TrialRun {
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
    try {
      Random random = new Random(batch);
      for (ModelCard.Input input : card.inputs()) {
        inputs.put(input.tensor(), TimedRuns.tensor(sides(input.shape(), batch), random));
      }
      for (ModelCard.State state : card.states()) {
        inputs.put(state.in(), TimedRuns.tensor(sides(state.shape(), batch), null));
      }
      int values = batch * card.space().size();
      ModelCard.Window window = card.window();
      int wanted = window == null ? values : values * window.length();
      return TimedRuns.median(
          session, inputs, Set.of(card.motion()), runs, result -> check(result.get(0), wanted));
    } catch (OrtException e) {
      throw new ModelException(
          "The model failed when it was tried on noise: %s".formatted(OnnxRuntime.reason(e)), e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
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

  private static long[] sides(List<Integer> shape, int batch) {
    long[] sides = new long[shape.size() + 1];
    sides[0] = batch;
    for (int i = 0; i < shape.size(); i++) {
      sides[i + 1] = shape.get(i);
    }
    return sides;
  }
}
