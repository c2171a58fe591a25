package io.visavis.inference.corrective.distil;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.visavis.avatar.corrective.CoefficientNetwork;
import io.visavis.avatar.glb.Limits;
import io.visavis.inference.model.ModelException;
import io.visavis.inference.model.OnnxRuntime;
import io.visavis.inference.model.RunLimit;
import io.visavis.inference.model.Sessions;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A network that changes every Gaussian of an avatar, from a file that is not trusted: eq. 6 to 11
 * of GaussianEmoTalker, or another with the same tensors. It hears one or more of {@link Hears} and
 * gives {@code change} [B, N, 11], as {@link ChangePart} has it. Owned by one thread.
 */
final class ChangeNetwork implements AutoCloseable {
  /** The name of what it gives. */
  static final String CHANGE = "change";

  /** A change of more is no change of a Gaussian. */
  private static final float MOST = 100;

  private static final int LIMIT_SECONDS = 60;

  /** What a network can hear, by the names of its tensors. */
  enum Hears {
    /** [B, N, 3] Delta M, metres. */
    DELTA,

    /** [B, 1] AU45, how far the eyes are shut, 0..1. */
    BLINK,

    /** [B, rows 40] log-mel of the voice, the newest row last. */
    VOICE,

    /** [B, 8] neutral, then the seven emotions, 0..3. */
    EMOTION;

    String tensor() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final OrtSession session;
  private final int gaussians;
  private int rows;
  private boolean single;

  private ChangeNetwork(OrtSession session, int gaussians) {
    this.session = session;
    this.gaussians = gaussians;
  }

  /**
   * Opens one.
   *
   * @param gaussians of the avatar
   * @throws ModelException with one sentence if it cannot be used
   */
  static ChangeNetwork open(byte[] onnx, int gaussians) {
    String what = "The network of changes";
    ChangeNetwork network = new ChangeNetwork(Sessions.openSmall(onnx, what), gaussians);
    try {
      network.fit();
      return network;
    } catch (ModelException e) {
      network.close();
      throw new ModelException("%s cannot be used: %s".formatted(what, e.getMessage()), e);
    } catch (OrtException e) {
      network.close();
      throw new ModelException("%s cannot be read: %s".formatted(what, e.getMessage()), e);
    }
  }

  private void fit() throws OrtException {
    Map<String, NodeInfo> inputs = session.getInputInfo();
    for (String name : inputs.keySet()) {
      if (Arrays.stream(Hears.values()).noneMatch(h -> h.tensor().equals(name))) {
        throw new ModelException(
            "It has an input '%s'; delta, blink, voice and emotion are known.".formatted(name));
      }
    }
    fit("input", Hears.DELTA.tensor(), inputs.get(Hears.DELTA.tensor()), gaussians, 3);
    fit("input", Hears.BLINK.tensor(), inputs.get(Hears.BLINK.tensor()), 1);
    fit(
        "input",
        Hears.EMOTION.tensor(),
        inputs.get(Hears.EMOTION.tensor()),
        CoefficientNetwork.EMOTIONS);
    NodeInfo voice = inputs.get(Hears.VOICE.tensor());
    if (voice != null) {
      long[] shape = ((TensorInfo) voice.getInfo()).getShape();
      long size = shape.length == 2 ? shape[1] : 0;
      rows = size > 0 && size < Integer.MAX_VALUE ? (int) size / CoefficientNetwork.BANDS : 0;
      if (rows < 1 || rows > Limits.VOICE_ROWS || rows * (long) CoefficientNetwork.BANDS != size) {
        throw new ModelException(
            "Its input 'voice' has the shape %s; [batch, 40 x rows] with 1 to %d rows is right."
                .formatted(Arrays.toString(shape), Limits.VOICE_ROWS));
      }
      fit("input", Hears.VOICE.tensor(), voice, rows * CoefficientNetwork.BANDS);
    }
    NodeInfo change = session.getOutputInfo().get(CHANGE);
    if (change == null) {
      throw new ModelException("It has no output '%s'.".formatted(CHANGE));
    }
    fit("output", CHANGE, change, gaussians, ChangePart.CHANNELS);
  }

  /** The batch is free, or 1; the other sides are free or as said. */
  private void fit(String side, String name, @Nullable NodeInfo info, int... sides) {
    if (info == null) {
      return;
    }
    boolean right = false;
    String is = "is no tensor";
    if (info.getInfo() instanceof TensorInfo tensor) {
      long[] shape = tensor.getShape();
      right = shape.length == sides.length + 1 && shape[0] <= 1;
      for (int i = 0; right && i < sides.length; i++) {
        right = shape[i + 1] < 0 || shape[i + 1] == sides[i];
      }
      is = "has the shape %s".formatted(Arrays.toString(shape));
      if (right && tensor.type != OnnxJavaType.FLOAT) {
        right = false;
        is = "holds %s".formatted(tensor.type);
      }
      single |= right && shape[0] == 1;
    }
    if (!right) {
      String wanted = Arrays.toString(sides).replace("[", "").replace("]", "");
      throw new ModelException(
          "Its %s '%s' %s; [batch, %s] of floats with a free batch is right for this avatar."
              .formatted(side, name, is, wanted));
    }
  }

  /** Does it hear that? */
  boolean hears(Hears what) {
    return session.getInputNames().contains(what.tensor());
  }

  /** Rows of the voice that it hears; 0 for none. */
  int rows() {
    return rows;
  }

  /** Conditions that it takes at a time. */
  int batch() {
    return single ? 1 : Math.clamp(65_536 / gaussians, 1, 32);
  }

  /**
   * Runs it.
   *
   * @param inputs by name
   * @param change [B, N, 11], written
   * @param count B
   * @throws ModelException if it fails or takes longer than a minute
   */
  void run(Map<String, OnnxTensor> inputs, OnnxTensor change, int count) {
    try (RunLimit limit = new RunLimit(LIMIT_SECONDS)) {
      try {
        session.run(inputs, Set.of(), Map.of(CHANGE, change), limit.options()).close();
      } catch (OrtException e) {
        if (limit.expired()) {
          throw new ModelException(
              "The network of changes takes longer than %d s for %d samples; a smaller one is right."
                  .formatted(LIMIT_SECONDS, count),
              e);
        }
        throw e;
      }
    } catch (OrtException e) {
      throw new ModelException(
          "The network of changes failed on this avatar's %d Gaussians: %s"
              .formatted(gaussians, OnnxRuntime.reason(e)),
          e);
    }
  }

  /**
   * Looks at what it gave.
   *
   * @param change [count, N, 11]
   * @throws ModelException if a value is no number or huge
   */
  void check(FloatBuffer change, int count) {
    for (int i = 0; i < count * gaussians * ChangePart.CHANNELS; i++) {
      float value = change.get(i);
      if (!(Math.abs(value) <= MOST)) {
        int channel = i % ChangePart.CHANNELS;
        ChangePart part = ChangePart.ROTATION;
        for (ChangePart other : ChangePart.values()) {
          part = channel >= other.first() ? other : part;
        }
        throw new ModelException(
            "The network of changes gave %s as a change of the %s of Gaussian %d; a number within +-%.0f is right."
                .formatted(
                    value,
                    part.name().toLowerCase(Locale.ROOT),
                    i / ChangePart.CHANNELS % gaussians,
                    MOST));
      }
    }
  }

  @Override
  public void close() {
    Sessions.close(session);
  }
}
