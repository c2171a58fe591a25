package io.visavis.server.cli;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.glb.AvatarRules;
import io.visavis.avatar.glb.Limits;
import io.visavis.avatar.plate.Plate;
import io.visavis.avatar.plate.PlateNetwork;
import io.visavis.avatar.plate.PlateRegion;
import io.visavis.inference.inpaint.InpaintModel;
import io.visavis.inference.inpaint.PlateTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A network that mends where a head meets its plate; a mixin. */
final class InpaintOptions {
  /** How far a region begins above a feather and ends below it, in heights of the feather. */
  private static final float ABOVE = 0.5f;

  private static final float BELOW = 0.25f;

  @Option(
      names = "--inpaint",
      paramLabel = "NET.onnx",
      description =
          "A network that mends where the head meets its plate: it takes [1,3,rows,columns], and"
              + " perhaps a mask [1,1,rows,columns], and gives [1,3,rows,columns].")
  private @Nullable Path network;

  @Option(
      names = "--inpaint-region",
      paramLabel = "LEFT,TOP,WIDTH,HEIGHT",
      split = ",",
      description =
          "Where in the picture, in fractions of it (default: the feather and something above and"
              + " below it; without a feather, all of it).")
  private float @Nullable [] region;

  @Option(
      names = "--inpaint-size",
      paramLabel = "COLUMNS,ROWS",
      split = ",",
      description =
          "With how many pixels, 16 to 512 a side (default: the network's own; where it takes any,"
              + " 256 across).")
  private int @Nullable [] size;

  @Option(
      names = "--inpaint-range",
      paramLabel = "BLACK,WHITE",
      split = ",",
      description = "What black and white are for the network, such as -1,1 (default: 0,1).")
  private float[] range = {0, 1};

  /**
   * The avatar with the network that was asked for, after a trial.
   *
   * @throws UsageException if there is no such file, or no plate
   * @throws io.visavis.inference.model.ModelException if it cannot be used
   */
  Avatar applied(Avatar avatar) throws IOException {
    if (network == null) {
      if (region != null || size != null) {
        throw new UsageException(
            "A region and a size are those of an inpainting network; give --inpaint too.");
      }
      return avatar;
    }
    Plate plate = avatar.plate();
    if (plate == null) {
      throw new UsageException(
          "'%s' has no plate that a network could mend the head into; give --plate too."
              .formatted(avatar.name()));
    }
    if (range.length != 2) {
      throw new UsageException(
          "A range has two numbers, such as -1,1, not %d.".formatted(range.length));
    }
    PlateNetwork described =
        PlateTensors.describe(bytes(network), where(plate), size != null, range[0], range[1]);
    Avatar out = avatar.before(plate.with(described));
    AvatarRules.firstFault(out)
        .ifPresent(
            fault -> {
              throw new UsageException(fault);
            });
    try (InpaintModel _ = InpaintModel.open(out, InpaintModel.Pace.LIVE)) {
      return out;
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UsageException("There is no network %s.".formatted(file));
    }
    if (Files.size(file) > Limits.NETWORK) {
      throw new UsageException(
          "The network %s is larger than %d MB.".formatted(file, Limits.NETWORK >> 20));
    }
    return Files.readAllBytes(file);
  }

  private PlateRegion where(Plate plate) {
    if (size != null && size.length != 2) {
      throw new UsageException(
          "A size has two numbers, such as 256,128, not %d.".formatted(size.length));
    }
    float[] r = region == null ? around(plate) : region;
    if (r.length != 4) {
      throw new UsageException(
          "A region has four numbers, such as 0.2,0.7,0.6,0.3, not %d.".formatted(r.length));
    }
    int columns = size == null ? 0 : size[0];
    return new PlateRegion(r[0], r[1], r[2], r[3], columns, size == null ? 0 : size[1]);
  }

  private static float[] around(Plate plate) {
    float from = plate.featherFrom();
    float feather = plate.featherTo() - from;
    if (!(feather > 0)) {
      return new float[] {0, 0, 1, 1};
    }
    float top = Math.max(0, from - ABOVE * feather);
    float bottom = Math.min(1, plate.featherTo() + BELOW * feather);
    return new float[] {0, top, 1, bottom - top};
  }
}
