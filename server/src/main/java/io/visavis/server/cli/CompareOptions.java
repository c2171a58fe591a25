package io.visavis.server.cli;

import io.visavis.inference.model.PictureNetwork;
import io.visavis.render.Backdrop;
import io.visavis.render.Background;
import io.visavis.render.compare.Pixels;
import io.visavis.render.compare.PngFile;
import io.visavis.render.compare.Region;
import io.visavis.server.compare.LandmarkFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What pictures are measured by, besides the pictures; a mixin. */
final class CompareOptions {
  private static final Pattern FACE =
      Pattern.compile("(\\d{1,5}),(\\d{1,5}),(\\d{1,5}),(\\d{1,5})");

  @Option(
      names = "--face",
      paramLabel = "X,Y,W,H",
      description = "Where the face is in all pictures, in pixels from the top left.")
  private @Nullable String face;

  @Option(
      names = "--mask",
      paramLabel = "DIR|PNG",
      description =
          "Masks of the references' names, white where the face is; what counts is the box around"
              + " the white.")
  private @Nullable Path masks;

  @Option(
      names = "--landmarks",
      paramLabel = "FILE",
      description =
          "The 68 landmarks that a detector found in each reference, in their order, in pixels:"
              + " .json, .csv or .npy. With --avatar only; without them LMD is left out.")
  private @Nullable Path landmarks;

  @Option(
      names = "--lpips",
      paramLabel = "FILE.onnx",
      description =
          "LPIPS as a network: two pictures [1, 3, H, W] in -1..1, one number. Without it LPIPS is"
              + " left out, for its weights cannot come with visavis.")
  private @Nullable Path lpips;

  @Option(
      names = "--fid",
      paramLabel = "FILE.onnx",
      description =
          "The features of FID's Inception as a network: a picture [1, 3, 299, 299] in -1..1,"
              + " [1, D] features. Without it FID is left out, for the same reason.")
  private @Nullable Path fid;

  @Option(
      names = "--json",
      paramLabel = "OUT.json",
      description = "Also writes all figures of all pictures.")
  private @Nullable Path json;

  /** Where figures go, or null. */
  @Nullable Path json() {
    Path folder = json == null ? null : json.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new UsageException("There is no directory %s to write to.".formatted(folder));
    }
    return json;
  }

  /** Landmarks of each reference, or null. */
  @Nullable List<double[]> landmarks(int references) throws IOException {
    if (landmarks == null) {
      return null;
    }
    List<double[]> read = LandmarkFile.read(landmarks);
    if (read.size() < references) {
      throw new UsageException(
          "%s has landmarks of %d pictures, and there are %d references."
              .formatted(landmarks, read.size(), references));
    }
    return read;
  }

  boolean hasLandmarks() {
    return landmarks != null;
  }

  /** The network of LPIPS, to be closed, or null. */
  @Nullable PictureNetwork lpips() {
    return lpips == null ? null : PictureNetwork.open(lpips, 2);
  }

  /** The network of FID's features, to be closed, or null. */
  @Nullable PictureNetwork fid(int pictures) {
    if (fid != null && pictures < 2) {
      throw new UsageException("FID is of many pictures, and there is one; leave --fid out.");
    }
    return fid == null ? null : PictureNetwork.open(fid, 1);
  }

  /** Whether the face's place is given. */
  boolean hasFace() {
    if (face != null && masks != null) {
      throw new UsageException("Both --face and --mask say where the face is; one will do.");
    }
    return face != null || masks != null;
  }

  /**
   * The face in a reference, as far as its place is given.
   *
   * @param name of the reference's file
   */
  Optional<Region> face(String name, Pixels reference) throws IOException {
    if (masks != null) {
      Path file = Files.isDirectory(masks) ? masks.resolve(name) : masks;
      if (!Files.isRegularFile(file)) {
        throw new UsageException("The reference %s has no mask %s.".formatted(name, file));
      }
      Pixels mask = PngFile.read(file, new float[3]);
      if (mask.width() != reference.width() || mask.height() != reference.height()) {
        throw new UsageException(
            "The mask %s has %dx%d pixels, and its reference %dx%d."
                .formatted(
                    file, mask.width(), mask.height(), reference.width(), reference.height()));
      }
      return mask.bright();
    }
    if (face == null) {
      return Optional.empty();
    }
    Matcher numbers = FACE.matcher(face);
    if (!numbers.matches()) {
      throw new UsageException(
          "'%s' is no place of a face; four numbers such as 128,96,256,300 are right."
              .formatted(face));
    }
    int[] n = new int[4];
    for (int i = 0; i < n.length; i++) {
      n[i] = Integer.parseInt(numbers.group(i + 1));
    }
    Region region = new Region(n[0], n[1], n[2], n[3]);
    if (!region.isWithin(reference)) {
      throw new UsageException(
          "The face at %s is not within %s, which has %dx%d pixels."
              .formatted(face, name, reference.width(), reference.height()));
    }
    return Optional.of(region);
  }

  /** What was not asked for, and why it is not there by itself. */
  List<String> notes() {
    List<String> out = new ArrayList<>();
    if (lpips == null) {
      out.add("LPIPS is left out: its network cannot come with visavis; --lpips takes yours.");
    }
    if (fid == null) {
      out.add("FID is left out: its network cannot come with visavis; --fid takes yours.");
    }
    return out;
  }

  /** The colour behind transparent pixels of files: the usual one where heads have their own. */
  static float[] behind(Backdrop backdrop) {
    Background background =
        switch (backdrop) {
          case Backdrop.Flat flat -> flat.behind();
          case Backdrop.Own _ -> Background.DEFAULT;
          case Backdrop.Still _ -> Background.TRANSPARENT;
        };
    if (background instanceof Background.Colour c) {
      return new float[] {c.r(), c.g(), c.b()};
    }
    throw new UsageException("Pictures are compared on a colour; --background #rrggbb says which.");
  }
}
