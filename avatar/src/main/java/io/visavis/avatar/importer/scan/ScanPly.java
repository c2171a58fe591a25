package io.visavis.avatar.importer.scan;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.Harmonics;
import io.visavis.avatar.builtin.BuiltInHeads;
import io.visavis.avatar.glb.Limits;
import io.visavis.avatar.importer.ImportException;
import io.visavis.avatar.importer.Label;
import io.visavis.avatar.importer.SplatPly;
import io.visavis.avatar.rig.Binding;
import io.visavis.avatar.rig.HeadMesh;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A scan of a head that stands still, as 3D Gaussian splatting leaves it, becomes an avatar: it is
 * laid over a built-in head, and each of its Gaussians rides on the nearest triangle of that head's
 * mesh. It turns with the head, and brows, cheeks and shut lips move; the mouth does not open and
 * the eyes neither blink nor look about, for a scan has nothing behind lips and lids. What is left
 * of the mesh's morph targets is in {@link ShutLips}.
 */
public final class ScanPly {
  private static final String BINDING = "binding_0";

  /** Opacity of what takes part in laying the scan over the head. */
  private static final float OPAQUE = 0.3f;

  private static final float UNSEEN = 1f / 255;

  /** Gaussians that are enough to lay it over. */
  private static final int ENOUGH = 100;

  /** The file's units that a head may take. */
  private static final double SMALLEST = 1e-6;

  private static final double LARGEST = 1e6;

  /** How small a part of a scan the distance of its eyes may be. */
  private static final double LEAST_SHARE = 1e-4;

  /** Metres: heads in their places are 1 or 2 mm apart, a face out of its place 4 to 30. */
  private static final double POOR = 0.004;

  /** Bytes of a Gaussian in an avatar's file, without and with each harmonic. */
  private static final long BYTES = 132;

  private static final long BYTES_OF_HARMONIC = 12;

  /** Bytes that mesh and morph targets may take. */
  private static final long BYTES_OF_MESH = 16 << 20;

  private final Consumer<String> log;

  /**
   * An importer.
   *
   * @param log hears a sentence for every part that is done
   */
  public ScanPly(Consumer<String> log) {
    this.log = log;
  }

  /**
   * Reads an avatar.
   *
   * @param file a {@code point_cloud.ply}
   * @param placement what is known of how the scan lies
   * @throws ImportException with one sentence if it cannot be used
   * @throws IOException if the file cannot be read
   */
  public Avatar read(Path file, Placement placement, Label label) throws IOException {
    if (!BuiltInHeads.names().contains(placement.on())) {
      throw new ImportException(
          "There is no built-in head '%s' to ride on; there are %s."
              .formatted(placement.on(), BuiltInHeads.inWords()));
    }
    SplatPly ply = new SplatPly(file);
    if (ply.has(BINDING)) {
      throw new ImportException(
          "%s has a property %s, so it is no scan but rides on a head of FLAME; 'import gaussian-avatars' takes it."
              .formatted(file, BINDING));
    }
    float[][] mean = ply.mean();
    float[][] factor = ply.factor();
    float[] opacity = ply.opacity();
    float[] opaque = opaque(file, mean, opacity);
    Box box = box(file, opaque);
    if (placement.eyes() != null) {
      fits(file, placement.eyes(), box);
    }
    Avatar head = BuiltInHeads.build(placement.on());
    HeadSurface surface = new HeadSurface(head.mesh());
    Aligner.Found found = new Aligner(surface, opaque, box).find(placement);
    Riders riders = new Riders(head.mesh(), surface);
    riders.bind(found.similarity(), mean, factor, opacity);
    say(file, placement, found, riders, opacity.length);
    HeadMesh mesh = ShutLips.of(head.mesh());
    log.accept(
        "The mouth cannot open and the eyes cannot blink or look about, for a scan has nothing"
            + " behind lips and lids; the rest of the face moves, and the head turns.");
    Harmonics harmonics = harmonics(ply, riders, found.similarity());
    float[][] colour = ply.colour();
    riders.keep(colour);
    if (harmonics.degree() == 0) {
      bound(colour);
    }
    return new Avatar(
        label.name(),
        label.title(),
        mesh,
        new GaussianCloud(
            Binding.AFFINE,
            riders.parent(),
            new float[0][],
            mean,
            factor,
            riders.keep(opacity),
            colour,
            harmonics),
        head.camera(),
        label.licence());
  }

  private static Box box(Path file, float[] opaque) {
    Box box = Box.of(opaque);
    if (!(box.size() >= SMALLEST && box.size() <= LARGEST)) {
      throw new ImportException(
          String.format(
              Locale.ROOT,
              "Nearly all of %s lies within %.3g of its units; %.0e to %.0e would be right.",
              file,
              box.size(),
              SMALLEST,
              LARGEST));
    }
    return box;
  }

  private static void fits(Path file, double[][] eyes, Box box) {
    double apart = Vector.length(Vector.minus(eyes[0], eyes[1]));
    if (!(apart < box.size() && apart > LEAST_SHARE * box.size())) {
      throw new ImportException(
          String.format(
              Locale.ROOT,
              "The eyes are %.3g units of %s apart, and nearly all of it lies within %.3g; look up"
                  + " where its eyes are in its own units.",
              apart,
              file,
              box.size()));
    }
  }

  /** [K, 3] where what can be seen well is; of thin mist all that can be seen at all. */
  private static float[] opaque(Path file, float[][] mean, float[] opacity) {
    for (float least : new float[] {OPAQUE, UNSEEN}) {
      float[] out = new float[3 * opacity.length];
      int count = 0;
      for (int i = 0; i < opacity.length; i++) {
        for (int c = 0; opacity[i] >= least && c < 3; c++) {
          out[count++] = mean[c][i];
        }
      }
      if (count >= 3 * (least == OPAQUE ? ENOUGH : 1)) {
        return Arrays.copyOf(out, count);
      }
    }
    throw new ImportException(
        "All of the Gaussians of %s are too transparent to be seen.".formatted(file));
  }

  private void say(Path file, Placement placement, Aligner.Found found, Riders riders, int all) {
    if (riders.kept().length == 0) {
      throw new ImportException(
          "None of the %d Gaussians of %s lies within %.0f cm of the head; say where its eyes are with --eyes."
              .formatted(all, file, 100 * Riders.FAR));
    }
    Similarity s = found.similarity();
    log.accept(
        String.format(
            Locale.ROOT,
            "%s: up is (%s), it faces (%s), and one of its units is %.4g mm.",
            file,
            row(s, 1),
            row(s, 2),
            1000 * s.scale()));
    log.accept(
        String.format(
            Locale.ROOT,
            "Its face lies %.1f mm from %s's in the mean.",
            1000 * found.residual(),
            placement.on()));
    if (!(found.residual() <= POOR)) {
      log.accept(
          placement.eyes() == null
              ? "That is poor: look at the picture, and say where its eyes are with --eyes \"x,y,z"
                  + " x,y,z\", the subject's left eye first."
              : "That is poor: look at the picture, and whether --eyes are its eyes, the subject's"
                  + " left eye first.");
    }
    if (riders.far() > 0) {
      log.accept(
          "%d of %d Gaussians are farther than %.0f cm from the head, or larger: they are left out as background."
              .formatted(riders.far(), all, 100 * Riders.FAR));
    }
    if (riders.unseen() > 0) {
      log.accept(
          "%d of %d Gaussians are too transparent to be seen and left out."
              .formatted(riders.unseen(), all));
    }
    log.accept("%d Gaussians ride on the mesh.".formatted(riders.kept().length));
  }

  private static String row(Similarity s, int r) {
    return String.format(
        Locale.ROOT,
        "%.2f, %.2f, %.2f",
        s.rotation()[3 * r],
        s.rotation()[3 * r + 1],
        s.rotation()[3 * r + 2]);
  }

  private Harmonics harmonics(SplatPly ply, Riders riders, Similarity similarity) {
    Harmonics all = ply.harmonics();
    int degree = all.degree();
    long room = Limits.FILE - BYTES_OF_MESH - BYTES * riders.kept().length;
    while (degree > 0
        && BYTES_OF_HARMONIC * ((degree + 1) * (degree + 1) - 1) * riders.kept().length > room) {
      degree--;
    }
    if (degree < all.degree()) {
      log.accept(
          "Of its harmonics of degree %d those to degree %d are kept: more do not fit into a file of %d MB."
              .formatted(all.degree(), degree, Limits.FILE >> 20));
    }
    if (degree == 0) {
      return Harmonics.NONE;
    }
    int count = (degree + 1) * (degree + 1) - 1;
    float[][] kept = new float[3 * count][];
    for (int k = 0; k < kept.length; k++) {
      kept[k] = riders.keep(all.coefficients()[k / count * all.count() + k % count]);
    }
    new HarmonicTurn(similarity.rotation()).turn(kept);
    return new Harmonics(degree, true, kept);
  }

  private static void bound(float[][] colour) {
    for (float[] plane : colour) {
      for (int i = 0; i < plane.length; i++) {
        plane[i] = Math.clamp(plane[i], 0f, 1f);
      }
    }
  }
}
