package io.visavis.avatar.importer.ict;

import io.visavis.avatar.importer.ImportException;
import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.rig.MorphTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * ICT-FaceKit's 53 expressions as ARKit's morph targets: {@code _L} and {@code _R} are left and
 * right, and two pairs that ARKit has as one are added up. There is no {@code tongueOut}.
 */
final class IctExpressions {
  private static final String LEFT = "Left";
  private static final String RIGHT = "Right";

  /** Metres; what moves less is not seen. */
  private static final float STILL = 2e-5f;

  private final IctFolder folder;
  private final float[] neutral;
  private final double scale;

  /**
   * Expressions.
   *
   * @param neutral [V, 3] in the file's units
   * @param scale metres of a unit
   */
  IctExpressions(IctFolder folder, float[] neutral, double scale) {
    this.folder = folder;
    this.neutral = neutral;
    this.scale = scale;
  }

  /**
   * All of them.
   *
   * @throws ImportException with one sentence if one is missing or cannot be used
   */
  List<MorphTarget> read() throws IOException {
    List<List<String>> files = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (int c = 0; c < ArkitChannel.COEFFICIENTS; c++) {
      List<String> names = files(ArkitChannel.values()[c]);
      names.stream().filter(n -> !folder.has(n)).forEach(missing::add);
      files.add(names);
    }
    if (!missing.isEmpty()) {
      throw new ImportException(
          "%s has no %s.obj%s; ICT-FaceKit has a file for each of its 53 expressions."
              .formatted(
                  folder.path(),
                  missing.getFirst(),
                  missing.size() == 1 ? "" : " and %d more".formatted(missing.size() - 1)));
    }
    List<MorphTarget> out = new ArrayList<>();
    for (int c = 0; c < files.size(); c++) {
      if (!files.get(c).isEmpty()) {
        out.add(morph(ArkitChannel.values()[c].channelName(), files.get(c)));
      }
    }
    return out;
  }

  /** The names of the files of a channel, none for what the model does not have. */
  static List<String> files(ArkitChannel channel) {
    String name = channel.channelName();
    return switch (channel) {
      case TONGUE_OUT -> List.of();
      case BROW_INNER_UP, CHEEK_PUFF -> List.of(name + "_L", name + "_R");
      case JAW_LEFT, JAW_RIGHT, MOUTH_LEFT, MOUTH_RIGHT -> List.of(name);
      default -> {
        if (name.endsWith(LEFT)) {
          yield List.of(name.substring(0, name.length() - LEFT.length()) + "_L");
        }
        yield name.endsWith(RIGHT)
            ? List.of(name.substring(0, name.length() - RIGHT.length()) + "_R")
            : List.of(name);
      }
    };
  }

  private MorphTarget morph(String name, List<String> files) throws IOException {
    float[] sum = new float[neutral.length];
    for (String file : files) {
      float[] delta = folder.delta(file, neutral);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += (float) (delta[i] * scale);
      }
    }
    if (name.startsWith("eyeLook")) {
      // The eyes themselves turn about their joints.
      Arrays.fill(
          sum, 3 * IctParts.EYEBALL_LEFT.first(), 3 * (IctParts.EYEBALL_RIGHT.last() + 1), 0);
    }
    int[] vertices = new int[sum.length / 3];
    float[] deltas = new float[sum.length];
    int count = 0;
    for (int v = 0; v < vertices.length; v++) {
      if (Math.abs(sum[3 * v]) > STILL
          || Math.abs(sum[3 * v + 1]) > STILL
          || Math.abs(sum[3 * v + 2]) > STILL) {
        System.arraycopy(sum, 3 * v, deltas, 3 * count, 3);
        vertices[count++] = v;
      }
    }
    return new MorphTarget(name, Arrays.copyOf(vertices, count), Arrays.copyOf(deltas, 3 * count));
  }
}
