package io.visavis.inference.model;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.feature.FeatureSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a motion model says of itself: JSON in the ONNX metadata key {@value #METADATA_KEY}. Read by
 * {@link CardReader}, written by {@link CardWriter}.
 *
 * @param kind how it is run
 * @param space the motion space of its output and of the partner's motion
 * @param lookaheadSamples how far beyond the instant of a frame it hears, at {@code rate}, analysis
 *     window and resampler included
 * @param rate hertz of what it hears
 * @param inputs tensors by role
 * @param features how log-mel frames are made; there where a log-mel role is
 * @param states tensors carried from step to step
 * @param motion name of the output tensor: step [B, size] or [B, 1, size], window [B, length, size]
 * @param does what of a face's own life it makes, and the behaviour layer therefore leaves alone
 * @param window how a window model is run
 * @param licence SPDX identifier or a sentence
 * @param trainedOn a sentence
 */
public record ModelCard(
    Kind kind,
    MotionSpace space,
    int lookaheadSamples,
    int rate,
    List<Input> inputs,
    @Nullable FeatureSpec features,
    List<State> states,
    String motion,
    Set<Behaviour> does,
    @Nullable Window window,
    String licence,
    String trainedOn) {

  /** Where the card is in an ONNX file. */
  public static final String METADATA_KEY = "visavis.card";

  /** The version of cards that is read and written. */
  public static final int VERSION = 1;

  /** How a model is run. */
  public enum Kind {
    /** One frame a run, states in and out. */
    STEP,
    /** A clip a run, on overlapping windows. */
    WINDOW
  }

  /** The parts of a face's own life. */
  public enum Behaviour {
    BLINK,
    GAZE,
    BREATH,
    HEAD
  }

  /**
   * An input tensor, float.
   *
   * @param shape without the batch
   * @param optional whether the model was trained to do without it (zeros)
   * @param names of the identities, for {@link Role#IDENTITY}; otherwise empty
   */
  public record Input(
      Role role, String tensor, List<Integer> shape, boolean optional, List<String> names) {
    /** Values a portrayal. */
    public int size() {
      return product(shape);
    }
  }

  /**
   * A state tensor, float, zero at first.
   *
   * @param in input name
   * @param out output name
   * @param shape without the batch
   */
  public record State(String in, String out, List<Integer> shape) {
    /** Values a portrayal. */
    public int size() {
      return product(shape);
    }
  }

  /**
   * How a window model is run: every {@code hop} frames on the last {@code length}, the newest
   * {@code fade} of them kept to fade into the next run.
   */
  public record Window(int length, int hop, int fade) {}

  /** The input of a role, where the model has it. */
  public Optional<Input> input(Role role) {
    return inputs.stream().filter(i -> i.role() == role).findFirst();
  }

  /** Whether the model hears that. */
  public boolean hears(Role role) {
    return input(role).isPresent();
  }

  private static int product(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }
}
