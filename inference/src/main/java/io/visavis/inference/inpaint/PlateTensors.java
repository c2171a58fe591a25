package io.visavis.inference.inpaint;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.visavis.avatar.glb.Limits;
import io.visavis.avatar.plate.PlateNetwork;
import io.visavis.avatar.plate.PlateNetwork.Input;
import io.visavis.avatar.plate.PlateNetwork.Role;
import io.visavis.avatar.plate.PlateRegion;
import io.visavis.inference.model.ModelException;
import io.visavis.inference.model.Sessions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tensors of a plate's network: [N, channels, rows, columns] each, N free or 1, rows and
 * columns free or as the avatar says.
 */
public final class PlateTensors {
  /** Columns where a network takes any number and nobody says how many. */
  private static final int USUAL = 256;

  private PlateTensors() {}

  /**
   * What an avatar has to say of a network: which of its inputs is the picture, and which the mask,
   * by their channels.
   *
   * @param onnx the bytes of a file
   * @param where in the picture it works; its pixels count where {@code sized}
   * @param sized whether the pixels of {@code where} are asked for; else they are the network's
   *     own, or where it takes any number, 256 across
   * @throws ModelException with one sentence if it is no network that makes a picture of a picture
   */
  public static PlateNetwork describe(
      byte[] onnx, PlateRegion where, boolean sized, float black, float white) {
    String what = "The inpainting network";
    OrtSession session = Sessions.openSmall(onnx, what);
    try {
      return describe(session, onnx, where, sized, black, white);
    } catch (ModelException e) {
      throw new ModelException("%s cannot be used: %s".formatted(what, e.getMessage()), e);
    } catch (OrtException e) {
      throw new ModelException("%s cannot be loaded: %s".formatted(what, e.getMessage()), e);
    } finally {
      Sessions.close(session);
    }
  }

  private static PlateNetwork describe(
      OrtSession session, byte[] onnx, PlateRegion where, boolean sized, float black, float white)
      throws OrtException {
    List<Input> inputs = new ArrayList<>();
    long[] picture = new long[0];
    for (NodeInfo info : session.getInputInfo().values()) {
      long[] shape = shape(info);
      Role role = role(shape).orElseThrow(() -> noPicture("input", info.getName(), shape));
      inputs.add(new Input(role, info.getName()));
      picture = role == Role.PICTURE ? shape : picture;
    }
    if (picture.length == 0 || inputs.size() > 2 || inputs.getFirst().role() == last(inputs)) {
      throw new ModelException(
          "It has %d inputs; a picture of 3 channels, and perhaps a mask of 1, are right."
              .formatted(inputs.size()));
    }
    if (session.getNumOutputs() != 1) {
      throw new ModelException(
          "It has %d outputs; one is right.".formatted(session.getNumOutputs()));
    }
    PlateRegion region = sized ? where : sized(where, picture);
    return new PlateNetwork(
        onnx, inputs, session.getOutputNames().iterator().next(), black, white, region);
  }

  /** The last one's role where there are two, which is to be another than the first one's. */
  private static @Nullable Role last(List<Input> inputs) {
    return inputs.size() < 2 ? null : inputs.getLast().role();
  }

  private static Optional<Role> role(long[] shape) {
    return Arrays.stream(Role.values())
        .filter(role -> shape.length == 4 && shape[1] == role.channels())
        .findFirst();
  }

  private static PlateRegion sized(PlateRegion r, long[] picture) {
    long columns = picture[3] > 0 ? picture[3] : USUAL;
    long rows =
        picture[2] > 0
            ? picture[2]
            : Math.clamp(
                Math.round(columns * (double) r.height() / r.width()),
                Limits.PLATE_NETWORK_LEAST,
                Limits.PLATE_NETWORK_SIDE);
    return new PlateRegion(
        r.left(),
        r.top(),
        r.width(),
        r.height(),
        (int) Math.min(columns, Integer.MAX_VALUE),
        (int) Math.min(rows, Integer.MAX_VALUE));
  }

  /** Refuses a network that does not fit what the avatar says of it. */
  static void fit(OrtSession session, PlateNetwork network) throws OrtException {
    Map<String, NodeInfo> inputs = session.getInputInfo();
    for (Input input : network.inputs()) {
      NodeInfo info = inputs.get(input.tensor());
      fit("input", input.tensor(), info, input.role().channels(), network.region());
    }
    for (String name : inputs.keySet()) {
      if (network.inputs().stream().noneMatch(i -> i.tensor().equals(name))) {
        throw new ModelException(
            "It has the input '%s', of which the avatar does not say what it is.".formatted(name));
      }
    }
    NodeInfo output = session.getOutputInfo().get(network.output());
    fit("output", network.output(), output, 3, network.region());
  }

  private static void fit(
      String side, String name, @Nullable NodeInfo info, int channels, PlateRegion region) {
    if (info == null) {
      throw new ModelException("It has no %s '%s'.".formatted(side, name));
    }
    long[] right = {1, channels, region.rows(), region.columns()};
    long[] shape = shape(info);
    boolean fits = shape.length == right.length;
    for (int i = 0; fits && i < right.length; i++) {
      fits = shape[i] < 0 || shape[i] == right[i];
    }
    if (!fits) {
      throw new ModelException(
          "Its %s '%s' has the shape %s; float [1, %d, %d, %d] is right, any of them free."
              .formatted(
                  side, name, Arrays.toString(shape), channels, region.rows(), region.columns()));
    }
  }

  private static ModelException noPicture(String side, String name, long[] shape) {
    return new ModelException(
        "Its %s '%s' has the shape %s; float [1, 3, rows, columns] of a picture, or [1, 1, rows, columns] of a mask, is right."
            .formatted(side, name, Arrays.toString(shape)));
  }

  /** The sides of a tensor of floats, -1 where one is free; none of anything else. */
  private static long[] shape(NodeInfo info) {
    return info.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT
        ? tensor.getShape()
        : new long[0];
  }
}
