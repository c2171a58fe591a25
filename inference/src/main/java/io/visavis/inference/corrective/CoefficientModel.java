package io.visavis.inference.corrective;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.visavis.avatar.Avatar;
import io.visavis.avatar.corrective.CoefficientNetwork;
import io.visavis.avatar.corrective.CoefficientNetwork.Input;
import io.visavis.inference.model.ModelException;
import io.visavis.inference.model.RunWatch;
import io.visavis.inference.model.Sessions;
import io.visavis.inference.model.TimedRuns;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The network of an avatar's correctives, ready to run: checked, fitting what the avatar says of
 * it, and tried once on noise. Thread-safe; shared by all portrayals of that avatar.
 */
public final class CoefficientModel implements AutoCloseable {
  /** A network that takes longer than this for one portrayal would make every face late. */
  private static final double MOST_MICROS = 10_000;

  /** So much more than it took when it was tried that it may never come back. */
  private static final long MOST_NANOS = 100_000_000;

  private static final int TRIALS = 21;

  private final Avatar avatar;
  private final CoefficientNetwork network;
  private final OrtSession session;
  private final RunWatch watch = new RunWatch(MOST_NANOS);

  private CoefficientModel(Avatar avatar, CoefficientNetwork network, OrtSession session) {
    this.avatar = avatar;
    this.network = network;
    this.session = session;
  }

  /**
   * Opens the network of an avatar that has one.
   *
   * @throws ModelException with one sentence if it cannot be used
   * @throws IllegalArgumentException if the avatar has no network
   */
  public static CoefficientModel open(Avatar avatar) {
    CoefficientNetwork network = avatar.correctives().network();
    if (network == null) {
      throw new IllegalArgumentException(
          "The avatar '%s' has no network of correctives.".formatted(avatar.name()));
    }
    String what = "The network of the correctives of the avatar '%s'".formatted(avatar.name());
    OrtSession session = Sessions.openSmall(network.onnx(), what);
    CoefficientModel model = new CoefficientModel(avatar, network, session);
    try {
      model.fit();
      double micros = model.micros(1);
      if (micros > MOST_MICROS) {
        throw new ModelException(
            "It takes %.1f ms a frame on this machine; at most %.0f ms are right."
                .formatted(micros / 1e3, MOST_MICROS / 1e3));
      }
      return model;
    } catch (ModelException e) {
      model.close();
      throw new ModelException("%s cannot be used: %s".formatted(what, e.getMessage()), e);
    } catch (OrtException e) {
      model.close();
      throw new ModelException("%s cannot be loaded: %s".formatted(what, e.getMessage()), e);
    }
  }

  /** Tensors by name, with the sizes that the avatar says. */
  private void fit() throws OrtException {
    Map<String, NodeInfo> inputs = session.getInputInfo();
    for (Input input : network.inputs()) {
      NodeInfo info = inputs.get(input.tensor());
      fit("input", input.tensor(), info, size(input));
    }
    for (String name : inputs.keySet()) {
      if (network.inputs().stream().noneMatch(i -> i.tensor().equals(name))) {
        throw new ModelException(
            "It has the input '%s', of which the avatar does not say what it is.".formatted(name));
      }
    }
    fit("output", network.output(), session.getOutputInfo().get(network.output()), coefficients());
  }

  private static void fit(String side, String name, @Nullable NodeInfo info, int size) {
    if (info == null) {
      throw new ModelException("It has no %s '%s'.".formatted(side, name));
    }
    long[] shape = info.getInfo() instanceof TensorInfo tensor ? tensor.getShape() : new long[0];
    boolean free = shape.length == 2 && shape[0] <= 0;
    if (!free || (shape[1] > 0 && shape[1] != size)) {
      throw new ModelException(
          "Its %s '%s' has the shape %s; [batch, %d] with a free batch is right."
              .formatted(side, name, Arrays.toString(shape), size));
    }
  }

  /** The avatar that it belongs to. */
  public Avatar avatar() {
    return avatar;
  }

  CoefficientNetwork network() {
    return network;
  }

  /** Number of coefficients K. */
  public int coefficients() {
    return avatar.correctives().size();
  }

  /** Values of an input a portrayal. */
  int size(Input input) {
    return input.size(avatar.space().size());
  }

  /** Runs it; false if it took more than 100 ms and was ended. */
  boolean run(
      Map<String, OnnxTensor> inputs,
      Map<String, OnnxTensor> outputs,
      OrtSession.RunOptions options)
      throws OrtException {
    return watch.run(session, inputs, outputs, options);
  }

  /**
   * Runs it on noise.
   *
   * @param batch portrayals at once
   * @return microseconds of the median run
   * @throws ModelException if it fails or gives what is no number
   */
  public double micros(int batch) {
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    try {
      Random random = new Random(batch);
      for (Input input : network.inputs()) {
        inputs.put(input.tensor(), TimedRuns.tensor(new long[] {batch, size(input)}, random));
      }
      return TimedRuns.median(
          session,
          inputs,
          Set.of(network.output()),
          TRIALS,
          result -> look(((OnnxTensor) result.get(0)).getFloatBuffer(), batch));
    } catch (OrtException e) {
      throw new ModelException("It failed on noise: %s".formatted(e.getMessage()), e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private void look(@Nullable FloatBuffer values, int batch) {
    int wanted = batch * coefficients();
    if (values == null || values.remaining() != wanted) {
      throw new ModelException(
          "It gave %d values on noise for %d portrayals; %d would be right."
              .formatted(values == null ? 0 : values.remaining(), batch, wanted));
    }
    while (values.hasRemaining()) {
      if (!Float.isFinite(values.get())) {
        throw new ModelException("It gave a value on noise that is not a number.");
      }
    }
  }

  @Override
  public void close() {
    Sessions.close(session);
  }
}
