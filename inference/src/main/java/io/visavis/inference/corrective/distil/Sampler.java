package io.visavis.inference.corrective.distil;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.visavis.avatar.Avatar;
import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.inference.Emotion;
import io.visavis.inference.corrective.distil.ChangeNetwork.Hears;
import io.visavis.inference.model.ModelException;
import io.visavis.inference.model.OnnxRuntime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Runs a network of changes in conditions, some at a time. Owned by one thread. */
final class Sampler {
  private static final double MOST_HOURS = 1;
  private static final double EVERY_SECONDS = 2;

  private final ChangeNetwork network;
  private final Movement movement;
  private final int gaussians;
  private final Map<Hears, FloatBuffer> inputs = new EnumMap<>(Hears.class);
  private final FloatBuffer change;

  Sampler(ChangeNetwork network, Avatar avatar) {
    this.network = network;
    this.movement = new Movement(avatar);
    this.gaussians = avatar.gaussians().size();
    for (Hears what : Hears.values()) {
      if (network.hears(what)) {
        inputs.put(what, direct(network.batch() * size(what)));
      }
    }
    this.change = direct(network.batch() * gaussians * ChangePart.CHANNELS);
  }

  private static FloatBuffer direct(int values) {
    return ByteBuffer.allocateDirect(4 * values).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  private int size(Hears what) {
    int size = 1;
    for (long side : shape(what, 1)) {
      size *= (int) side;
    }
    return size;
  }

  private long[] shape(Hears what, int count) {
    return switch (what) {
      case DELTA -> new long[] {count, gaussians, 3};
      case BLINK -> new long[] {count, 1};
      case VOICE -> new long[] {count, 40L * network.rows()};
      case EMOTION -> new long[] {count, 8};
    };
  }

  /**
   * Adds a row a condition to a matrix.
   *
   * @param progress is told how far it is
   * @throws ModelException if the network cannot be used, or would take too long
   */
  void run(
      List<Condition> conditions, ChangeScale scale, Snapshots snapshots, Consumer<String> progress)
      throws IOException {
    float[] row = new float[scale.width()];
    long begun = System.nanoTime();
    double told = 0;
    for (int from = 0; from < conditions.size(); from += network.batch()) {
      int count = Math.min(network.batch(), conditions.size() - from);
      run(conditions.subList(from, from + count));
      network.check(change, count);
      for (int b = 0; b < count; b++) {
        scale.take(change, b * gaussians * ChangePart.CHANNELS, row);
        snapshots.add(row);
      }
      int done = from + count;
      double seconds = (System.nanoTime() - begun) / 1e9;
      double hours = seconds / done * conditions.size() / 3600;
      if (hours > MOST_HOURS) {
        throw new ModelException(
            String.format(
                Locale.ROOT,
                "%d samples of this network would take %.1f h; %d samples take an hour.",
                conditions.size(),
                hours,
                (int) (conditions.size() * MOST_HOURS / hours)));
      }
      if (seconds > told + EVERY_SECONDS) {
        told = seconds;
        progress.accept(
            String.format(
                Locale.ROOT, "%d of %d samples, %.0f s", done, conditions.size(), seconds));
      }
    }
  }

  private void run(List<Condition> conditions) {
    int count = conditions.size();
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try {
      for (Map.Entry<Hears, FloatBuffer> input : inputs.entrySet()) {
        Hears what = input.getKey();
        for (int b = 0; b < count; b++) {
          write(what, conditions.get(b), input.getValue(), b * size(what));
        }
        tensors.put(what.tensor(), tensor(input.getValue(), shape(what, count)));
      }
      try (OnnxTensor out = tensor(change, new long[] {count, gaussians, ChangePart.CHANNELS})) {
        network.run(tensors, out, count);
      }
    } catch (OrtException e) {
      throw new ModelException(
          "The network of changes cannot be given its inputs: %s".formatted(e.getMessage()), e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private void write(Hears what, Condition condition, FloatBuffer out, int position) {
    float[] felt = condition.felt();
    switch (what) {
      case DELTA -> movement.write(condition, out, position);
      case BLINK -> {
        float left = felt[ArkitChannel.EYE_BLINK_LEFT.ordinal()];
        float right = felt[ArkitChannel.EYE_BLINK_RIGHT.ordinal()];
        out.put(position, Math.clamp((left + right) / 2, 0, 1));
      }
      case VOICE -> out.put(position, condition.voice());
      case EMOTION -> {
        out.put(position, Emotion.neutral(condition.emotion()));
        out.put(position + 1, condition.emotion());
      }
    }
  }

  private static OnnxTensor tensor(FloatBuffer whole, long[] shape) throws OrtException {
    int values = 1;
    for (long side : shape) {
      values *= (int) side;
    }
    return OnnxTensor.createTensor(OnnxRuntime.environment(), whole.slice(0, values), shape);
  }
}
