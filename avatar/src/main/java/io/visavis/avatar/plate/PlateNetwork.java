package io.visavis.avatar.plate;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inpainting generator F of GaussianTalker's composite (eq. 19), I = (1 - M) plate + M F(head +
 * (1 - M) plate): it mends what is seen where a head meets its plate, once a frame.
 *
 * <p>It comes from the file and is not trusted: only what checks and limits it may run it.
 *
 * @param onnx an ONNX model; shared, not to be changed
 * @param inputs what it sees, [N, 3 or 1, rows, columns] each
 * @param output the tensor of the picture that it makes, [N, 3, rows, columns]
 * @param black what it takes and gives for a channel without light
 * @param white what it takes and gives for a channel of full light
 * @param region where it works, and with how many pixels
 */
public record PlateNetwork(
    byte[] onnx, List<Input> inputs, String output, float black, float white, PlateRegion region) {

  /** What a network sees. */
  public enum Role {
    /** [3] The head over its plate, display sRGB, from black to white: head + (1 - M) plate. */
    PICTURE("picture", 3),

    /** [1] M, 0 where there is only the plate, 1 where there is only the head. */
    MASK("mask", 1);

    private final String id;
    private final int channels;

    Role(String id, int channels) {
      this.id = id;
      this.channels = channels;
    }

    /** The role's name in a file. */
    public String id() {
      return id;
    }

    /** Channels of its tensor. */
    public int channels() {
      return channels;
    }
  }

  /** One input. */
  public record Input(Role role, String tensor) {}

  public PlateNetwork {
    inputs = List.copyOf(inputs);
  }

  /** Equal by content, the network's bytes included. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PlateNetwork o
        && Arrays.equals(onnx, o.onnx)
        && inputs.equals(o.inputs)
        && output.equals(o.output)
        && black == o.black
        && white == o.white
        && region.equals(o.region);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(onnx) + region.hashCode();
  }
}
