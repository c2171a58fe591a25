package io.visavis.avatar.corrective;

import java.util.Arrays;
import java.util.List;

/**
 * The network that gives the coefficients of an avatar's correctives, once a frame and for a batch
 * of portrayals: GaussianTalker's pose to latent (eq. 16), RSATalker's offsetnet c = GON(q, t) (eq.
 * 8), the expression coefficients of GaussianBlendshapes (eq. 1), or what else an avatar needs.
 *
 * <p>It comes from the file and is not trusted: only what checks and limits it may run it.
 *
 * @param onnx an ONNX model; shared, not to be changed
 * @param inputs what it hears; each tensor is [B, size]
 * @param output the tensor of the coefficients, [B, K]
 */
public record CoefficientNetwork(byte[] onnx, List<Input> inputs, String output) {

  /** What a network hears of a portrayal at the instant of a frame. */
  public enum Role {
    /**
     * The frame as the head itself has it: [55] of a head of {@code arkit}, [56] of {@code flame},
     * whatever the space of the motion that moves it.
     */
    MOTION("motion"),

    /** [8] how neutral, 1 less the others, then the seven emotions, each 0..3. */
    EMOTION("emotion"),

    /** [3] blood (0 or 1), equal (0 or 1), self higher (1), lower (-1) or neither (0). */
    RELATION("relation"),

    /** [2 P] sin and cos of 2 pi t / period for each of P periods; t in seconds from the start. */
    TIME("time"),

    /** [rows 40] log-mel of self's voice, the newest row, at the frame's instant, last. */
    VOICE("self.logmel40");

    private final String id;

    Role(String id) {
      this.id = id;
    }

    /** The role's name in a file. */
    public String id() {
      return id;
    }
  }

  /** Bands of the log-mel rows of {@link Role#VOICE}. */
  public static final int BANDS = 40;

  /** Values of {@link Role#EMOTION}. */
  public static final int EMOTIONS = 8;

  /** Values of {@link Role#RELATION}. */
  public static final int RELATIONS = 3;

  /**
   * One input.
   *
   * @param periods seconds, of {@link Role#TIME}; else empty
   * @param rows of {@link Role#VOICE}, 10 ms each; else 0
   */
  public record Input(Role role, String tensor, List<Float> periods, int rows) {
    public Input {
      periods = List.copyOf(periods);
    }

    /** An input that needs no more than its role. */
    public static Input of(Role role, String tensor) {
      return new Input(role, tensor, List.of(), 0);
    }

    /** The time, by its phase in each of these periods, in seconds. */
    public static Input time(String tensor, List<Float> periods) {
      return new Input(Role.TIME, tensor, periods, 0);
    }

    /** The voice, so many rows of 10 ms. */
    public static Input voice(String tensor, int rows) {
      return new Input(Role.VOICE, tensor, List.of(), rows);
    }

    /**
     * Values a portrayal.
     *
     * @param motion values of a frame of the head's own space
     */
    public int size(int motion) {
      return switch (role) {
        case MOTION -> motion;
        case EMOTION -> EMOTIONS;
        case RELATION -> RELATIONS;
        case TIME -> 2 * periods.size();
        case VOICE -> BANDS * rows;
      };
    }
  }

  public CoefficientNetwork {
    inputs = List.copyOf(inputs);
  }

  /** Equal by content, the network's bytes included. */
  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof CoefficientNetwork(byte[] bytes, List<Input> ins, String out)
        && Arrays.equals(onnx, bytes)
        && inputs.equals(ins)
        && output.equals(out);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(onnx) + inputs.hashCode();
  }
}
